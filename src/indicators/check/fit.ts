import { refusals } from '#kernel'
import type { CheckedSymbol } from './row.ts'
import { partsOf, type Term } from './term.ts'

const refuse = refusals({
  misfit: ['unprocessable', '{where}: {what} is {found}, where {expected} is expected'],
})

type Kind = 'a number' | 'a condition' | 'a text' | 'a day'

/** Sees that every part of a term is of a kind that its whole can take. Refuses the first that is not with `misfit`. */
export function mustFit(term: Term, where: string, symbols: ReadonlyMap<string, CheckedSymbol>): void {
  for (const part of partsOf(term)) mustFit(part, where, symbols)
  if ('symbol' in term) mustSuit(term, where, symbols)
  for (const [part, expected] of expectations(term, symbols)) {
    const found = kindOf(part, symbols)
    // One and nought will do for a condition.
    const fits = found === expected || (expected === 'a condition' && found === 'a number')
    if (!fits) throw refuse('misfit', { where, what: nameOf(part), found, expected })
  }
}

/** What each part of a term has to be. */
function expectations(
  term: Term,
  symbols: ReadonlyMap<string, CheckedSymbol>,
): readonly (readonly [Term, Kind])[] {
  const all = (parts: readonly Term[], kind: Kind) => parts.map((part) => [part, kind] as const)
  switch (term.kind) {
    case 'arithmetic':
    case 'extreme':
    case 'least_known':
    case 'sized':
      return all(partsOf(term), 'a number')
    case 'logic':
    case 'not':
    case 'holds':
      return all(partsOf(term), 'a condition')
    case 'compare':
      return all([term.right], kindOf(term.left, symbols))
    case 'choose': {
      const keys = term.cases.map(([key]) => key)
      const branches = partsOf(term).filter((part) => part !== term.of && !keys.includes(part))
      return [...all(keys, kindOf(term.of, symbols)), ...all(branches, 'a number')]
    }
    default:
      return []
  }
}

/** Sees that a formula comes to a number. */
export function mustBeNumber(term: Term, where: string, symbols: ReadonlyMap<string, CheckedSymbol>): void {
  const found = kindOf(term, symbols)
  if (found !== 'a number') throw refuse('misfit', { where, what: nameOf(term), found, expected: 'a number' })
}

function kindOf(term: Term, symbols: ReadonlyMap<string, CheckedSymbol>): Kind {
  switch (term.kind) {
    case 'text':
    case 'measured_by':
      return 'a text'
    case 'compare':
    case 'logic':
    case 'not':
      return 'a condition'
    case 'previous':
    case 'state': {
      const type = symbols.get(term.symbol)?.type
      // A state that holds or not counts as one or nought.
      return type === 'text' ? 'a text' : type === 'day' ? 'a day' : 'a number'
    }
    default:
      return 'a number'
  }
}

/** Whether what is taken of a symbol can be taken of its rows. */
function mustSuit(
  term: Term & { readonly symbol: string },
  where: string,
  symbols: ReadonlyMap<string, CheckedSymbol>,
): void {
  const symbol = symbols.get(term.symbol)
  if (symbol === undefined) return
  const { type, dataset } = symbol
  const misfit = (found: string, expected: string) =>
    refuse('misfit', { where, what: symbol.id, found, expected })
  const numeric = type === 'integer' || type === 'money' || type === 'decimal'
  const of_rows = term.kind === 'rows' ? term : null
  const is_counted = of_rows !== null && ['count', 'any', 'since', 'until'].includes(of_rows.take)
  if ((term.kind === 'window' || of_rows !== null) && !is_counted && !numeric)
    throw misfit(`a ${type}`, 'a number of each row')
  const needs_day =
    of_rows !== null && (of_rows.months !== null || of_rows.take === 'since' || of_rows.take === 'until')
  if (needs_day && symbol.event_on === null)
    throw misfit(`of ${dataset.id}`, 'a dataset whose rows have a day')
  if (term.kind !== 'months') return
  if (term.take !== 'silence' && type !== 'truth') throw misfit(`a ${type}`, 'a condition of each row')
  const counts_silence = term.take === 'silence' || term.take === 'gaps'
  if (counts_silence && dataset.absence !== 'silent')
    throw misfit(`of ${dataset.id}`, 'a dataset that declares absence: silent')
  const has_periods = dataset.month !== undefined && 'from' in dataset.month
  if (term.take === 'period_run' && !has_periods) throw misfit(`of ${dataset.id}`, 'a dataset of periods')
}

function nameOf(term: Term): string {
  if ('symbol' in term) return term.symbol
  return term.kind === 'text' ? `'${term.value}'` : `a ${term.kind}`
}
