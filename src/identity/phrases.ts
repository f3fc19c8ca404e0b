/** A list of words that is asked for the longest one at an end of a text; words of letters match whole words only. */
export interface Phrases {
  /** How many characters of `text` from `from` on the longest word takes; 0 where none stands there. */
  atStart(text: string, from: number): number
  /** How many characters of `text` up to `to` the longest word takes; 0 where none stands there. */
  atEnd(text: string, to: number): number
  has(word: string): boolean
}

const letter = /[A-Z0-9]/

/** The phrases of a list. */
export function phrasesOf(words: readonly string[]): Phrases {
  const known = new Set(words)
  const longest = Math.max(0, ...words.map((word) => word.length))
  const isWhole = (text: string, from: number, to: number): boolean => !(joins(text, from) || joins(text, to))
  return {
    has: (word) => known.has(word),
    atStart(text, from) {
      for (let length = Math.min(longest, text.length - from); length > 0; length--)
        if (known.has(text.slice(from, from + length)) && isWhole(text, from, from + length)) return length
      return 0
    },
    atEnd(text, to) {
      for (let length = Math.min(longest, to); length > 0; length--)
        if (known.has(text.slice(to - length, to)) && isWhole(text, to - length, to)) return length
      return 0
    },
  }
}

// Whether a cut at this place would go through a word of letters.
function joins(text: string, at: number): boolean {
  return at > 0 && at < text.length && letter.test(text[at - 1] ?? '') && letter.test(text[at] ?? '')
}
