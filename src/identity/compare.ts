import type { Lexicon } from './lexicon.ts'
import type { NameParts } from './name.ts'
import type { ResolveRules } from './rules.ts'
import { soundsOf, soundsSpelt } from './sounds.ts'

/** How two parts stand to each other. */
export type Verdict = 'same' | 'sounds' | 'one_character' | 'contains' | 'similar' | 'different'

/** How far two parts agree, from 0 to 1, and in which way. */
export interface Agreement {
  readonly verdict: Verdict
  readonly ratio: number
}

const same: Agreement = { verdict: 'same', ratio: 1 }
const different: Agreement = { verdict: 'different', ratio: 0 }
const least_similar = 0.4

type Agreements = ResolveRules['agreements']

/** How far two 字号 agree: the same, sounding the same, one character apart, one within the other, or in part. */
export function compareBrands(one: string, other: string, agreements: Agreements): Agreement {
  if (one === other) return same
  if (soundOf(one) === soundOf(other)) return { verdict: 'sounds', ratio: agreements.sounds.value }
  if (oneApart(one, other)) return { verdict: 'one_character', ratio: agreements.one_character.value }
  return inPart(one, other, agreements)
}

/** How far two trades or forms agree, English ones by what they mean. */
export function compareWords(
  one: string,
  other: string,
  lexicon: Lexicon,
  agreements: Agreements,
): Agreement {
  const [first, second] = [meaningOf(one, lexicon), meaningOf(other, lexicon)]
  return first === second ? same : inPart(first, second, agreements)
}

/** Whether the places of two names agree; null where they speak of different levels, or one of none. */
export function comparePlaces(one: NameParts, other: NameParts, lexicon: Lexicon): Agreement | null {
  const [first, second] = [placesOf(one, lexicon), placesOf(other, lexicon)]
  const shared = [...first.keys()].filter((level) => second.has(level))
  if (shared.length === 0) return null
  return shared.every((level) => first.get(level) === second.get(level)) ? same : different
}

/** The places of a name by their level, whole. */
export function placesOf({ pieces }: NameParts, lexicon: Lexicon): ReadonlyMap<string, string> {
  const places = pieces.filter(({ part }) => part === 'prefix' || part === 'place')
  return new Map(
    places.flatMap(({ text }) => {
      const place = meaningOf(text.trim().replace(/[()]/g, ''), lexicon)
      const level = lexicon.levels.get(place)?.level
      return level === undefined ? [] : [[level, place] as const]
    }),
  )
}

function soundOf(brand: string): string {
  return soundsSpelt(brand) ?? soundsOf(brand)
}

function meaningOf(text: string, { meanings }: Lexicon): string {
  const whole = meanings.get(text)
  if (whole !== undefined || !/[A-Z]/.test(text)) return whole ?? text
  return text
    .split(' ')
    .map((word) => meanings.get(word) ?? word)
    .join('')
}

// One character put for another, left out, or put in, or two neighbours exchanged; not of a text of one character.
function oneApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || Math.min(one.length, other.length) < 2) return false
  const front = commonFront(one, other)
  const back = commonFront(reversed(one.slice(front)), reversed(other.slice(front)))
  const [left, right] = [one.slice(front, one.length - back), other.slice(front, other.length - back)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right === reversed(left)
}

function commonFront(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return at
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}

function inPart(one: string, other: string, agreements: Agreements): Agreement {
  if (one === '' || other === '') return different
  const within = one.includes(other) || other.includes(one)
  const dice = bigramShare(one, other)
  if (within && Math.min(one.length, other.length) > 1)
    return { verdict: 'contains', ratio: Math.max(dice, agreements.contains.value) }
  return dice >= least_similar ? { verdict: 'similar', ratio: dice } : different
}

// Dice's coefficient over pairs of neighbours.
function bigramShare(one: string, other: string): number {
  const pairs = (text: string): Set<string> =>
    new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)))
  const [first, second] = [pairs(one), pairs(other)]
  const shared = [...first].filter((pair) => second.has(pair)).length
  return first.size + second.size === 0 ? 0 : (2 * shared) / (first.size + second.size)
}
