import { literal, type Sql, sql } from '#sql'
import type { CheckedSymbol } from '../check/row.ts'
import type { Term, Window } from '../check/term.ts'
import { bitsOf } from '../plan/atoms.ts'
import { dialect } from './dialect.ts'
import { column } from './names.ts'

type Months = Term & { readonly kind: 'months' }

/** What is counted of months, over bits of which the latest month is the lowest. */
export function monthsSql(term: Months, { dataset: { id } }: CheckedSymbol): Sql {
  const holds = column.symbol(term.symbol, 'true')
  const silent = column.dataset(id, 'silent')
  switch (term.take) {
    case 'count':
      return dialect.bitCount(sql`(${holds} & ${windowBits(term)})`)
    case 'gaps':
      return dialect.bitCount(sql`((${holds} | ${silent}) & ${windowBits(term)})`)
    case 'run':
      return dialect.bitCount(sql`(${firstBreak(term)} - 1)`)
    case 'period_run': {
      const ends = sql`(${column.dataset(id, 'ends')} >> ${literal(term.from)})`
      return dialect.bitCount(sql`(${ends} & (${firstBreak(term)} - 1))`)
    }
    case 'last':
      return lastSql(term)
    case 'silence':
      return dialect.bitCount(silentSinceLastRow(term, id))
  }
}

/** How many months before the window's first the last month that holds lies; null where none does. */
export function lastSql(term: Months): Sql {
  const holds = sql`((${column.symbol(term.symbol, 'true')} >> ${literal(term.from)}) & ${literal(bitsOf({ from: 0, months: term.months }))})`
  return sql`CASE WHEN ${holds} <> 0 THEN ${dialect.bitCount(sql`((${holds} & -${holds}) - 1)`)} END`
}

/** The months that a run has read: those that hold, and the one that broke it. */
export function monthsOfRun(term: Months): Sql {
  const { from, months } = term
  return sql`(((2 * ${firstBreak(term)} - 1) & ${literal(bitsOf({ from: 0, months }))}) << ${literal(from)})`
}

/** The silent months after the last row, as bits from the term's first month on. */
export function silentSinceLastRow({ from, months }: Window, dataset_id: string): Sql {
  const present = sql`(${column.dataset(dataset_id, 'months')} >> ${literal(from)})`
  const silent = sql`(${column.dataset(dataset_id, 'silent')} >> ${literal(from)})`
  // The lowest bit set is the last row's month; those below it came after.
  return sql`(${silent} & ((${present} & -${present}) - 1) & ${literal(bitsOf({ from: 0, months }))})`
}

/** The months of a symbol in which its value is known, as bits. */
export function knownMonths({ id, dataset, may_be_empty }: CheckedSymbol): Sql {
  return may_be_empty.length === 0 ? column.dataset(dataset.id, 'months') : column.symbol(id, 'known')
}

/** Whether any of the months of a window is among the bits. */
export function anyOf(bits: Sql, window: number | Sql): Sql {
  return sql`${bits} & ${typeof window === 'number' ? literal(window) : window} <> 0`
}

function windowBits(window: Window): Sql {
  return literal(bitsOf(window))
}

// The lowest bit that is not set: the first month, going back, in which it does not hold.
function firstBreak({ symbol, from, months }: Months): Sql {
  const holds = sql`((${column.symbol(symbol, 'true')} >> ${literal(from)}) & ${literal(bitsOf({ from: 0, months }))})`
  return sql`(~${holds} & (${holds} + 1))`
}
