import { branchPlace } from './branch.ts'
import { foldName } from './fold.ts'
import type { Lexicon } from './lexicon.ts'
import { phrasesOf } from './phrases.ts'

/** What a piece of a name is: 行政区划, 字号, a place in brackets, 行业, 组织形式, the branch. */
export type Part = 'prefix' | 'brand' | 'place' | 'trade' | 'form' | 'branch'

/** A piece of a folded name; the pieces in their order are the name. */
export interface Piece {
  readonly part: Part
  readonly text: string
}

/** A name told apart. A part that the name lacks is empty; `brand` is empty only of an empty name. */
export interface NameParts extends Readonly<Record<Part, string>> {
  readonly folded: string
  readonly pieces: readonly Piece[]
}

// 建设银行 and 农业银行 are called by their trade.
const nothing = phrasesOf([])
const bracket_at_end = /\([^()]*\)$/u
const bracket_at_start = /^\([^()]*\)/u
const town_after_place = /^\p{Script=Han}{2,3}?(?:区|县|镇|街道|市)/u

/** Tells a name apart by a region's words. Any text has parts; what no word explains is 字号. */
export function parseName(name: string, lexicon: Lexicon): NameParts {
  return parseFolded(foldName(name), lexicon)
}

/** As parseName, of a name that is folded already. */
export function parseFolded(folded: string, lexicon: Lexicon): NameParts {
  const cut = branchPlace(folded, lexicon)
  const tail = tailOf(folded.slice(0, cut), lexicon)
  const front = prefixOf(tail.rest, lexicon)
  const is_bank = tail.pieces.some(({ text }) => lexicon.bank_forms.has(text))
  const middle = middleOf(
    tail.rest.slice(joinedLength(front)),
    is_bank ? { ...lexicon, trades: nothing } : lexicon,
  )
  const pieces = withBrand([...front, ...middle, ...tail.pieces])
  return partsOf(
    folded,
    cut < folded.length ? [...pieces, { part: 'branch', text: folded.slice(cut) }] : pieces,
  )
}

interface Tail {
  readonly rest: string
  readonly pieces: readonly Piece[]
}

// From the end: forms, and places in brackets behind or between them: 有限公司(深圳).
function tailOf(head: string, { forms, any_places }: Lexicon): Tail {
  let rest = head
  const pieces: Piece[] = []
  for (;;) {
    const bracket = bracket_at_end.exec(rest)?.[0]
    const is_place = bracket !== undefined && any_places.has(bracket.slice(1, -1))
    const length = is_place ? bracket.length : withSpace(rest, forms.atEnd(rest, rest.length))
    if (length === 0 || length >= rest.length) return { rest, pieces }
    pieces.unshift({ part: is_place ? 'place' : 'form', text: rest.slice(-length) })
    rest = rest.slice(0, -length)
  }
}

function prefixOf(text: string, lexicon: Lexicon): readonly Piece[] {
  const pieces: Piece[] = []
  for (let from = 0; ; ) {
    const length = placeAt(text, from, pieces.at(-1)?.text.trim(), lexicon)
    if (length === 0 || from + length >= text.length) return pieces
    pieces.push({ part: 'prefix', text: text.slice(from, from + length) })
    from += length
  }
}

function placeAt(text: string, from: number, before: string | undefined, lexicon: Lexicon): number {
  const { places, cities, short_districts, not_places } = lexicon
  const space = text[from] === ' ' ? 1 : 0
  const known = places.atStart(text, from + space)
  if (known > 0) return known + space
  if (before === undefined) return 0
  const town = town_after_place.exec(text.slice(from))?.[0] ?? ''
  if (town !== '' && not_places.atEnd(town, town.length) === 0) return town.length
  return cities.has(before) ? short_districts.atStart(text, from) : 0
}

function middleOf(text: string, lexicon: Lexicon): readonly Piece[] {
  const opening = placeInBrackets(bracket_at_start.exec(text)?.[0], lexicon)
  const inner = text.slice(opening.length)
  const last = placeInBrackets(bracket_at_end.exec(inner)?.[0], lexicon)
  const body = inner.slice(0, inner.length - last.length)
  const trade = tradeOf(body, lexicon)
  const before = body.slice(0, body.length - trade.length)
  const between = placeInBrackets(bracket_at_end.exec(before)?.[0], lexicon)
  const pieces: readonly Piece[] = [
    { part: 'place', text: opening },
    { part: 'brand', text: before.slice(0, before.length - between.length) },
    { part: 'place', text: between },
    { part: 'trade', text: trade },
    { part: 'place', text: last },
  ]
  return pieces.filter((piece) => piece.text !== '')
}

function placeInBrackets(bracket: string | undefined, { any_places }: Lexicon): string {
  return bracket !== undefined && any_places.has(bracket.slice(1, -1)) ? bracket : ''
}

// As many words of trade as leave a 字号 of two characters; one is enough where nothing else is left.
function tradeOf(body: string, { trades }: Lexicon): string {
  let to = body.length
  for (;;) {
    const length = withSpace(body.slice(0, to), trades.atEnd(body, to))
    if (length === 0 || to - length < 2) return body.slice(to)
    to -= length
  }
}

// The space before a word of letters belongs to the word.
function withSpace(text: string, length: number): number {
  return length > 0 && text[text.length - length - 1] === ' ' ? length + 1 : length
}

// A name that is all places and trades is called by the last place, or by the first trade.
function withBrand(pieces: readonly Piece[]): readonly Piece[] {
  if (pieces.length === 0 || pieces.some(({ part }) => part === 'brand')) return pieces
  const last_prefix = pieces.findLastIndex(({ part }) => part === 'prefix')
  const place = last_prefix === -1 ? pieces.findIndex(({ part }) => part !== 'place') : last_prefix
  return pieces.map((piece, at) => (at === Math.max(0, place) ? { ...piece, part: 'brand' } : piece))
}

function partsOf(folded: string, pieces: readonly Piece[]): NameParts {
  const told: Record<Part, string> = { prefix: '', brand: '', place: '', trade: '', form: '', branch: '' }
  for (const { part, text } of pieces) told[part] += text
  const { prefix, brand, place, trade, form, branch } = told
  if (!folded.includes(' ')) return { folded, pieces, prefix, brand, place, trade, form, branch }
  return {
    ...{ folded, pieces, prefix: prefix.trim(), brand: brand.trim(), place: place.trim() },
    ...{ trade: trade.trim(), form: form.trim(), branch: branch.trim() },
  }
}

function joinedLength(pieces: readonly Piece[]): number {
  return pieces.reduce((length, { text }) => length + text.length, 0)
}
