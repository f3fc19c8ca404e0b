import { type Expression, placeOf } from '../formula/expression.ts'
import { size_measures } from '../sizes.ts'
import { argumentsWrong, monthsOf, type Names, refuse, symbolOf, unshifted, whole } from './names.ts'
import type { CheckedSymbol } from './row.ts'
import type { MonthsTake, RowsTake, Term, WindowTake } from './term.ts'

const window_takes: readonly string[] = ['sum', 'mean', 'sd', 'slope', 'drawdown', 'highest', 'median']
const months_takes: readonly string[] = ['count', 'gaps', 'run', 'period_run', 'silence', 'last']
const rows_takes: readonly string[] = ['sum', 'count', 'any', 'highest', 'lowest', 'since', 'until']
// Nought, one and the months of a year measure nothing that somebody decided.
const plain_numbers: readonly number[] = [0, 1, 12]

/** What a formula means, so many months earlier. Refuses what it cannot mean, with the place. */
export function checkFormula(formula: Expression, names: Names, shift = 0): Term {
  const inner = (part: Expression) => checkFormula(part, names, shift)
  switch (formula.kind) {
    case 'number':
      if (!plain_numbers.includes(formula.value))
        throw refuse('unsourced_number', { place: placeOf(names.where, formula), value: formula.value })
      return { kind: 'number', value: formula.value }
    case 'text':
      return { kind: 'text', value: formula.value }
    case 'truth':
      return { kind: 'number', value: Number(formula.value) }
    case 'name':
      return named(formula, names, shift)
    case 'point':
      return {
        kind: 'window',
        take: 'sum',
        ...monthsOf(formula, formula.name, formula.back + shift, 1, names),
      }
    case 'shift':
      return checkFormula(formula.of, names, shift + formula.months)
    case 'not':
      return { kind: 'not', of: inner(formula.of) }
    case 'call':
      return called(formula, names, shift)
    case 'binary':
      return binary(formula, inner(formula.left), inner(formula.right))
  }
}

function binary({ operator }: Expression & { kind: 'binary' }, left: Term, right: Term): Term {
  switch (operator) {
    case '+':
    case '-':
    case '*':
    case '/':
      return { kind: 'arithmetic', operator, left, right }
    case 'and':
    case 'or':
      return { kind: 'logic', operator, of: [left, right] }
    default:
      return { kind: 'compare', operator, left, right }
  }
}

function named(formula: Expression & { kind: 'name' }, names: Names, shift: number): Term {
  const { name } = formula
  const parameter = names.parameters[name]
  if (parameter !== undefined) return { kind: 'number', value: parameter.value }
  if (names.indicators.has(name)) return { kind: 'figure', id: name, from: shift }
  const symbol = symbolOf(formula, name, names)
  if (symbol.dataset.kind !== 'state' && symbol.latest_by === null)
    throw argumentsWrong(formula, name, 'a window of months', names)
  unshifted(formula, name, names, shift)
  return { kind: 'state', symbol: name }
}

function called(formula: Expression & { kind: 'call' }, names: Names, shift: number): Term {
  const { name, of } = formula
  const [first, second] = of
  if (/^(stddev|regr_|var|avg|corr|covar)/.test(name))
    throw refuse('inexact_aggregate', { place: placeOf(names.where, formula), name })
  if (name === 'min' || name === 'max')
    return { kind: 'extreme', take: name, of: of.map((part) => checkFormula(part, names, shift)) }
  if (name === 'size') return sizeOf(formula, names, shift)
  if (name === 'peer_median' || name === 'peer_percentile') return peerOf(formula, names, shift)
  if (name === 'least_known')
    return { kind: 'least_known', of: of.map((part) => checkFormula(part, names, shift)) }
  if (name === 'choose') return chosen(of, names, shift)
  if (name === 'mean_at' || name === 'sd_at') return across(formula, names, shift)
  if (name === 'latest' && first !== undefined) return checkFormula(first, names, names.latest ?? shift)
  if (name === 'any' && second !== undefined && first?.kind !== 'name')
    return { kind: 'logic', operator: 'or', of: eachMonth(formula, names, shift) }
  if (name === 'count' && second !== undefined && first?.kind !== 'name')
    return eachMonth(formula, names, shift)
      .map((of): Term => ({ kind: 'holds', of }))
      .reduce((left, right) => ({ kind: 'arithmetic', operator: '+', left, right }))
  if (first?.kind !== 'name') throw argumentsWrong(formula, name, 'the name of a symbol first', names)
  if (names.indicators.has(first.name))
    throw refuse('inexact_aggregate', { place: placeOf(names.where, formula), name: `${name} of a DOUBLE` })
  return taken(formula, symbolOf(first, first.name, names), names, shift)
}

function taken(
  formula: Expression & { kind: 'call' },
  symbol: CheckedSymbol,
  names: Names,
  shift: number,
): Term {
  const { name, of } = formula
  const months = of.length > 1 ? whole(of[1], formula, names) : null
  const { kind } = symbol.dataset
  if (name === 'calendar' && kind === 'month') return { kind: 'calendar', symbol: symbol.id, from: shift }
  if (name === 'mean_until' && kind === 'month' && months !== null && of[2] !== undefined)
    return {
      kind: 'mean_until',
      symbol: symbol.id,
      months,
      from: shift,
      until: checkFormula(of[2], names, 0),
    }
  if (name === 'told' && kind === 'month') return { kind: 'told', symbol: symbol.id, from: shift }
  if (kind === 'month' && months !== null) {
    const window = monthsOf(formula, symbol.id, shift, months, names)
    if (months_takes.includes(name)) return { kind: 'months', take: name as MonthsTake, ...window }
    if (window_takes.includes(name)) return { kind: 'window', take: name as WindowTake, ...window }
  }
  unshifted(formula, symbol.id, names, shift)
  if (name === 'age' && symbol.type === 'day') return { kind: 'age', symbol: symbol.id }
  if (name === 'previous' && symbol.latest_by !== null) return { kind: 'previous', symbol: symbol.id }
  if (kind !== 'month' && rows_takes.includes(name))
    return { kind: 'rows', take: name as RowsTake, symbol: symbol.id, months }
  if (window_takes.includes(name) || months_takes.includes(name))
    throw argumentsWrong(formula, name, 'a symbol of months and how many of them', names)
  throw refuse('unknown_function', { place: placeOf(names.where, formula), name })
}

function chosen(of: readonly Expression[], names: Names, shift: number): Term {
  const [subject, ...rest] = of.map((part, index) =>
    // The keys of a choice name months or words; they are no thresholds.
    part.kind === 'number' && index % 2 === 1
      ? { kind: 'number' as const, value: part.value }
      : checkFormula(part, names, shift),
  )
  if (subject === undefined) throw new Error('a call has at least one argument')
  const pairs = Math.floor(rest.length / 2)
  const cases = Array.from({ length: pairs }, (_, at) => [rest[2 * at], rest[2 * at + 1]] as const)
  return {
    kind: 'choose',
    of: subject,
    cases: cases.flatMap(([key, value]) =>
      key === undefined || value === undefined ? [] : [[key, value] as const],
    ),
    otherwise: rest.length % 2 === 1 ? (rest.at(-1) ?? null) : null,
  }
}

function across(formula: Expression & { kind: 'call' }, names: Names, shift: number): Term {
  const [of, ...numbers] = formula.of
  const [first = 0, last = 0, step = 1, least = 1] = numbers.map((part) => whole(part, formula, names))
  if (of?.kind !== 'name' || !names.indicators.has(of.name) || numbers.length !== 4 || step < 1)
    throw argumentsWrong(formula, formula.name, 'an indicator, first, last, step, least', names)
  const count = Math.floor((last - first) / step) + 1
  return {
    kind: 'across',
    take: formula.name === 'mean_at' ? 'mean' : 'sd',
    id: of.name,
    from: Array.from({ length: count }, (_, at) => shift + first + at * step),
    least,
  }
}

/**
 * `any(J > H, 3)`, `count(K < share * latest(median(K, 24)), 12)`: the condition in each month, every symbol standing
 * for that month's value, and what stands in `latest` for the same whatever the month.
 */
function eachMonth(formula: Expression & { kind: 'call' }, names: Names, shift: number): readonly Term[] {
  const [condition, months] = formula.of
  if (condition === undefined) return []
  const count = whole(months, formula, names)
  return Array.from({ length: count }, (_, back) =>
    checkFormula(inMonth(condition, names), { ...names, latest: shift }, shift + back),
  )
}

function inMonth(condition: Expression, names: Names): Expression {
  switch (condition.kind) {
    case 'name':
      return names.symbols.has(condition.name) && names.parameters[condition.name] === undefined
        ? { kind: 'point', name: condition.name, back: 0, at: condition.at }
        : condition
    case 'binary':
      return {
        ...condition,
        left: inMonth(condition.left, names),
        right: inMonth(condition.right, names),
      }
    case 'not':
      return { ...condition, of: inMonth(condition.of, names) }
    default:
      return condition
  }
}

/** `size(industry, employees, revenue, assets)`: only the measures of the firm's own trade are read. */
function sizeOf(formula: Expression & { kind: 'call' }, names: Names, shift: number): Term {
  const [industry, ...measures] = formula.of
  const { sizes } = names
  if (industry?.kind !== 'name' || measures.length !== size_measures.length || sizes === undefined)
    throw argumentsWrong(formula, 'size', 'an industry, employees, revenue and assets', names)
  const { id: symbol } = symbolOf(industry, industry.name, names)
  const terms = new Map(size_measures.map((measure, at) => [measure, measures[at]] as const))
  const kinds = [...new Set(sizes.trades.map((trade) => trade.measures.join(',')))]
  const cases = kinds.map((kind): readonly [Term, Term] => {
    const trades = sizes.trades.filter((trade) => trade.measures.join(',') === kind)
    const of = (trades[0]?.measures ?? []).flatMap((measure) => terms.get(measure) ?? [])
    return [
      { kind: 'text', value: kind },
      { kind: 'sized', symbol, trades, of: of.map((part) => checkFormula(part, names, shift)) },
    ]
  })
  return {
    kind: 'choose',
    of: { kind: 'measured_by', symbol, trades: sizes.trades },
    cases,
    otherwise: null,
  }
}

/** `peer_median(TX008)`: of the firms of one industry and size. */
function peerOf(formula: Expression & { kind: 'call' }, names: Names, shift: number): Term {
  const [first] = formula.of
  const { peers } = names
  if (first?.kind !== 'name' || !names.indicators.has(first.name) || peers === undefined || shift > 0)
    throw argumentsWrong(formula, formula.name, 'an indicator as of now, in a region with peers', names)
  symbolOf(formula, peers.industry, names)
  return {
    kind: 'peer',
    take: formula.name === 'peer_median' ? 'median' : 'percentile',
    id: first.name,
    least: peers.least.value,
    of: [
      { kind: 'state', symbol: peers.industry },
      { kind: 'figure', id: peers.size, from: 0 },
      { kind: 'figure', id: first.name, from: 0 },
    ],
  }
}
