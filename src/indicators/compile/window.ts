import { join, literal, type Sql, sql } from '#sql'
import type { Term } from '../check/term.ts'
import { contains } from '../plan/atoms.ts'
import { dialect } from './dialect.ts'
import { column } from './names.ts'
import type { Scope } from './scope.ts'
import { monthsAsDoubles, shared } from './shared.ts'

/** A number in whole units and how many of them make one: divided once, at the end, or never where it cancels. */
export interface Scaled {
  readonly units: Sql
  readonly per_one: number
}

type WindowTerm = Term & { readonly kind: 'window' }

/** What is taken of a symbol's numbers over a window. */
export function windowSql(term: WindowTerm, scope: Scope): Scaled {
  const per_one = scope.unitsOf(term.symbol)
  const { months } = term
  switch (term.take) {
    case 'sum':
      return { units: totalSql(term, scope), per_one }
    case 'mean':
      return { units: totalSql(term, scope), per_one: per_one * months }
    case 'sd':
      return { units: column.shared(shared.deviation(term)), per_one: per_one * months }
    case 'slope':
      return { units: productsSql(term, scope), per_one: per_one * timeSquares(months) }
    case 'highest':
      return { units: sql`greatest(${join(monthsAsDoubles(term, scope))})`, per_one }
    case 'median':
      return { units: dialect.median(monthsAsDoubles(term, scope)), per_one }
    case 'drawdown':
      return { units: column.shared(shared.drawdown(term)), per_one: 1 }
  }
}

/** What a window's number is divided by inside itself, if anything: where it is nought the value is `DIV0`. */
export function innerDivisor(term: WindowTerm): Sql | null {
  return term.take === 'drawdown' ? column.shared(shared.peak(term, term.months - 1)) : null
}

/** Σx: the atoms are added exactly, and only then become a DOUBLE, so that no plan changes a bit. */
function totalSql(term: WindowTerm, scope: Scope): Sql {
  const atoms = scope
    .atomsOf(term.symbol)
    .filter((atom) => contains(term, atom))
    .map((atom) => scope.atom(term.symbol, atom))
  const total = atoms.length === 1 ? join(atoms) : join(atoms.map(dialect.wide), ' + ')
  return sql`CAST(${total} AS DOUBLE PRECISION)`
}

/** n·Σtx − Σt·Σx with t = 0 in the oldest month: the numerator of the least-squares slope. */
function productsSql(term: WindowTerm, scope: Scope): Sql {
  const { months } = term
  const time_total = (months * (months - 1)) / 2
  const parts = monthsAsDoubles(term, scope).map((month, back) => {
    const weight = months * (months - 1 - back) - time_total
    return sql`${literal(weight)} * ${month}`
  })
  return sql`(${join(parts, ' + ')})`
}

/** n·Σt² − (Σt)²: the denominator of the least-squares slope. */
function timeSquares(months: number): number {
  const total = (months * (months - 1)) / 2
  const squares = ((months - 1) * months * (2 * months - 1)) / 6
  return months * squares - total * total
}
