import { pinyin } from 'pinyin-pro'

const first_character = 0x4e00
const last_character = 0x9fa5
// A syllable as one character of the private use area, so that sounds are texts and make bigrams as names do.
const first_sound = 0xe000

interface Sounds {
  readonly by_character: Uint16Array
  readonly by_syllable: ReadonlyMap<string, number>
}

let made: Sounds | undefined

// 20,902 characters take a fifth of a second, once.
function sounds(): Sounds {
  made ??= makeSounds()
  return made
}

function makeSounds(): Sounds {
  const by_character = new Uint16Array(last_character - first_character + 1)
  const by_syllable = new Map<string, number>()
  for (let code = first_character; code <= last_character; code++) {
    const character = String.fromCharCode(code)
    const syllable = pinyin(character, { toneType: 'none', v: true })
    if (!/^[a-z]+$/.test(syllable)) continue
    const sound = by_syllable.get(syllable) ?? first_sound + by_syllable.size
    by_syllable.set(syllable, sound)
    by_character[code - first_character] = sound
  }
  return { by_character, by_syllable }
}

/** How a text sounds, one character a syllable, each read as when it stands alone; what is not read stays itself. */
export function soundsOf(text: string): string {
  const { by_character } = sounds()
  let sound = ''
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    sound += String.fromCharCode(by_character[code - first_character] || code)
  }
  return sound
}

/** The sounds that letters spell, TENGXUN or TENG XUN; null where they are no pinyin. The longest syllables win. */
export function soundsSpelt(letters: string): string | null {
  const spelt = letters.toLowerCase().replace(/[\s'-]/g, '')
  return spelt === '' || !/^[a-z]+$/.test(spelt) ? null : spellFrom(spelt, 0, new Set())
}

function spellFrom(spelt: string, from: number, dead_ends: Set<number>): string | null {
  if (from === spelt.length) return ''
  if (dead_ends.has(from)) return null
  for (let length = Math.min(6, spelt.length - from); length > 0; length--) {
    const sound = sounds().by_syllable.get(spelt.slice(from, from + length))
    const rest = sound === undefined ? null : spellFrom(spelt, from + length, dead_ends)
    if (sound !== undefined && rest !== null) return String.fromCharCode(sound) + rest
  }
  dead_ends.add(from)
  return null
}

/** A word whose characters are read otherwise than alone: 银行 is yin hang. */
export interface Reading {
  readonly word: string
  readonly pinyin: readonly string[]
}

/** The pinyin of a name without tones, a syllable a character; the region's readings go before the dictionary's. */
export function pinyinOf(name: string, readings: readonly Reading[]): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true }).slice()
  for (const { word, pinyin: read } of readings) {
    for (let at = name.indexOf(word); at !== -1; at = name.indexOf(word, at + 1))
      syllables.splice(at, word.length, ...read)
  }
  return syllables.filter((syllable) => syllable.trim() !== '').join(' ')
}
