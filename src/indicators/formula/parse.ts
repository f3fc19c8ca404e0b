import { refusals } from '#kernel'
import type { Expression, Operator } from './expression.ts'
import { type Token, tokensOf } from './tokens.ts'

const refuse = refusals({
  formula_syntax: ['unprocessable', '{place}: {expected} is expected, not {found}'],
})

/** From loosest to tightest; operators of one level are read from left to right. */
const levels: readonly (readonly Operator[])[] = [
  ['or'],
  ['and'],
  ['=', '<>', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
]

/** Where the reading of a formula stands. */
interface Cursor {
  readonly tokens: readonly Token[]
  readonly where: string
  next: number
}

/**
 * What a formula says. `H[3]` is the month three before the latest, `sum(L, 3)` the three latest, `WF015@12` and
 * `sum(R, 6)@6` the same so many months earlier. Refuses with `formula_syntax` what is no formula.
 */
export function parse(formula: string, where: string): Expression {
  const cursor: Cursor = { tokens: tokensOf(formula, where), where, next: 0 }
  const expression = binary(cursor, 0)
  if (peek(cursor).kind !== 'end') throw unexpected(cursor, 'the end')
  return expression
}

function binary(cursor: Cursor, level: number): Expression {
  const operators = levels[level]
  if (operators === undefined) return shifted(cursor)
  let left = binary(cursor, level + 1)
  for (;;) {
    const operator = operators.find((sign) => sign === peek(cursor).text)
    if (operator === undefined) return left
    const { at } = take(cursor)
    left = { kind: 'binary', operator, left, right: binary(cursor, level + 1), at }
  }
}

function shifted(cursor: Cursor): Expression {
  const of = primary(cursor)
  if (peek(cursor).text !== '@') return of
  const { at } = take(cursor)
  return { kind: 'shift', of, months: wholeNumber(cursor), at }
}

function primary(cursor: Cursor): Expression {
  const { kind, text, at } = take(cursor)
  if (kind === 'number') return { kind: 'number', value: Number(text), at }
  if (kind === 'text') return { kind: 'text', value: text.slice(1, -1), at }
  if (text === '(') {
    const inside = binary(cursor, 0)
    expect(cursor, ')')
    return inside
  }
  if (text === 'not') return { kind: 'not', of: shifted(cursor), at }
  if (text === 'true' || text === 'false') return { kind: 'truth', value: text === 'true', at }
  if (kind === 'name') return named(cursor, text, at)
  cursor.next -= 1
  throw unexpected(cursor, 'a value')
}

function named(cursor: Cursor, name: string, at: number): Expression {
  if (peek(cursor).text === '(') return { kind: 'call', name, of: list(cursor), at }
  if (peek(cursor).text !== '[') return { kind: 'name', name, at }
  take(cursor)
  const back = wholeNumber(cursor)
  expect(cursor, ']')
  return { kind: 'point', name, back, at }
}

function list(cursor: Cursor): readonly Expression[] {
  take(cursor)
  const of = [binary(cursor, 0)]
  while (peek(cursor).text === ',') {
    take(cursor)
    of.push(binary(cursor, 0))
  }
  expect(cursor, ')')
  return of
}

function wholeNumber(cursor: Cursor): number {
  if (!/^\d+$/.test(peek(cursor).text)) throw unexpected(cursor, 'a whole number of months')
  return Number(take(cursor).text)
}

function expect(cursor: Cursor, sign: string): void {
  if (peek(cursor).text !== sign) throw unexpected(cursor, sign)
  take(cursor)
}

function peek({ tokens, next }: Cursor): Token {
  const token = tokens[next]
  if (token === undefined) throw new Error('a formula is read past its end')
  return token
}

function take(cursor: Cursor): Token {
  const token = peek(cursor)
  cursor.next += 1
  return token
}

function unexpected(cursor: Cursor, expected: string) {
  const { text, at } = peek(cursor)
  return refuse('formula_syntax', { place: `${cursor.where}:${at + 1}`, expected, found: text })
}
