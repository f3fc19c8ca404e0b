import { foldName } from './fold.ts'
import { type Phrases, phrasesOf } from './phrases.ts'
import type { NameWords } from './words.ts'

/** A region's words of names, made ready for parsing. */
export interface Lexicon {
  readonly words: NameWords
  /** Places that stand before a 字号: whole, and provinces and cities in short. */
  readonly places: Phrases
  /** Every place, short too: what stands in brackets. */
  readonly any_places: Phrases
  readonly cities: Phrases
  readonly short_districts: Phrases
  readonly trades: Phrases
  readonly forms: Phrases
  /** The first form that a branch may follow, the longest where several begin. */
  readonly head: RegExp
  /** Forms of banks: what stands before is 字号, whatever trade it is. */
  readonly bank_forms: Phrases
  readonly branch_ends: Phrases
  readonly not_places: Phrases
  /** What a word is called in the language of the registry: TECHNOLOGY is 科技, 深圳 is 深圳市. */
  readonly meanings: ReadonlyMap<string, string>
  /** Whether a whole place is a province, a city or a district, and its code where the region gives one. */
  readonly levels: ReadonlyMap<string, NameWords['places'][number]>
}

/** The lexicon of a region's words. */
export function lexiconOf(words: NameWords): Lexicon {
  const { places, trades, forms } = words
  const districts = places.filter(({ level }) => level === 'district')
  const wide = places.filter(({ level }) => level !== 'district')
  const folded = (list: readonly string[]): readonly string[] => list.map(foldName)
  const english = (list: readonly { readonly en?: readonly string[] }[]) => list.flatMap(({ en = [] }) => en)
  const placesEnglish = places.flatMap(({ en }) => (en === undefined ? [] : [en]))
  const whole = [...places.map(({ zh }) => zh), ...wide.map(({ short }) => short), ...placesEnglish]
  return {
    words,
    places: phrasesOf(folded(whole)),
    any_places: phrasesOf(folded([...whole, ...districts.map(({ short }) => short)])),
    cities: phrasesOf(folded(wide.flatMap(({ zh, short }) => [zh, short]))),
    short_districts: phrasesOf(folded(districts.map(({ short }) => short))),
    trades: phrasesOf(folded([...trades.map(({ zh }) => zh), ...english(trades)])),
    forms: phrasesOf(folded([...forms.map(({ zh }) => zh), ...english(forms)])),
    head: headOf(words),
    bank_forms: phrasesOf(folded(forms.filter(({ kind }) => kind === 'head').map(({ zh }) => zh))),
    branch_ends: phrasesOf(folded([...words.branches, ...words.branch_words_en])),
    not_places: phrasesOf(folded(words.not_places)),
    meanings: meaningsOf(words),
    levels: new Map(places.map((place) => [foldName(place.zh), place])),
  }
}

// A longer form first, for 有限公司 holds 公司; and a word of letters matches whole.
function headOf({ forms }: NameWords): RegExp {
  const heads = forms.filter(({ kind, zh }) => kind === 'company' && zh !== '集团')
  const named = heads.flatMap(({ zh, en = [] }) => [zh, ...en.filter((word) => word !== 'GROUP')])
  const longest = named.map(foldName).sort((one, other) => other.length - one.length)
  const written = longest.map((word) => word.replace(/[()]/g, '\\$&'))
  const whole = written.map((word) => (/^[A-Z]/.test(word) ? `(?<![A-Z0-9])${word}(?![A-Z0-9])` : word))
  return new RegExp(`(?<!^|[分支子])(?:${whole.join('|')})`, 'u')
}

function meaningsOf({ places, trades, forms }: NameWords): ReadonlyMap<string, string> {
  const pairs = [
    ...places.flatMap(({ zh, short, en = short }) => [short, en].map((word) => [word, zh] as const)),
    ...trades.flatMap(({ zh, en = [] }) => en.map((word) => [word, zh] as const)),
    ...forms.flatMap(({ zh, en = [], same_as = zh }) => [zh, ...en].map((word) => [word, same_as] as const)),
  ]
  return new Map(pairs.map(([word, zh]) => [foldName(word), foldName(zh)]))
}
