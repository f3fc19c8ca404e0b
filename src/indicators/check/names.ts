import { refusals } from '#kernel'
import type { IndicatorDefinition } from '../definition.ts'
import { type Expression, placeOf } from '../formula/expression.ts'
import type { PeerRules } from '../peers.ts'
import type { SizeTable } from '../sizes.ts'
import type { CheckedSymbol } from './row.ts'

/** What the names of a formula may stand for. */
export interface Names {
  readonly where: string
  readonly parameters: NonNullable<IndicatorDefinition['parameters']>
  readonly symbols: ReadonlyMap<string, CheckedSymbol>
  readonly indicators: ReadonlyMap<string, IndicatorDefinition>
  readonly sizes?: SizeTable | undefined
  readonly peers?: PeerRules | undefined
  /** Inside a condition of each month: how many months back the formula around it stands. */
  readonly latest?: number
}

/** The oldest month that a window may read; presence, silence and the rest are kept for so many months and twelve. */
export const horizon_months = 36

/** What a formula cannot mean, each with its place. */
export const refuse = refusals({
  unknown_name: ['unprocessable', '{place}: {name} is no symbol, parameter or indicator'],
  unknown_function: ['unprocessable', '{place}: a formula has no {name}'],
  wrong_arguments: ['unprocessable', '{place}: {name} takes {expected}'],
  inexact_aggregate: [
    'unprocessable',
    '{place}: {name} depends on the order of rows in its last bits; mean, sd and slope close over exact sums',
  ],
  unsourced_number: [
    'unprocessable',
    '{place}: {value} is a threshold: give it as a parameter with a source',
  ],
  window_too_long: ['unprocessable', '{place}: a window reaches back {months} months, {horizon} at most'],
  cannot_shift: ['unprocessable', '{place}: {name} has no months to shift'],
})

/** A window of months of a symbol. Refuses one that reaches too far back, and a symbol that has no months. */
export function monthsOf(at: Expression, name: string, from: number, months: number, names: Names) {
  const symbol = symbolOf(at, name, names)
  if (symbol.dataset.kind !== 'month') throw argumentsWrong(at, name, 'no window: it has no months', names)
  if (from + months > horizon_months)
    throw refuse('window_too_long', {
      place: placeOf(names.where, at),
      months: from + months,
      horizon: horizon_months,
    })
  return { symbol: symbol.id, from, months }
}

/** The symbol of a name. */
export function symbolOf(at: Expression, name: string, names: Names): CheckedSymbol {
  const symbol = names.symbols.get(name)
  if (symbol === undefined) throw refuse('unknown_name', { place: placeOf(names.where, at), name })
  return symbol
}

/** Refuses a shift of what has no months. */
export function unshifted(at: Expression, name: string, names: Names, shift: number): void {
  if (shift > 0) throw refuse('cannot_shift', { place: placeOf(names.where, at), name })
}

/** A whole number, written or given as a parameter. */
export function whole(
  part: Expression | undefined,
  call: Expression & { kind: 'call' },
  names: Names,
): number {
  const value =
    part?.kind === 'number'
      ? part.value
      : part?.kind === 'name'
        ? names.parameters[part.name]?.value
        : undefined
  if (value !== undefined && Number.isInteger(value)) return value
  throw argumentsWrong(call, call.name, 'whole numbers after its symbol', names)
}

/** The refusal of what a function or a name cannot take. */
export function argumentsWrong(at: Expression, name: string, expected: string, names: Names) {
  return refuse('wrong_arguments', { place: placeOf(names.where, at), name, expected })
}
