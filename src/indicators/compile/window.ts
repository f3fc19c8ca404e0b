import { join, literal, type Sql, sql } from '#sql'
import type { Term } from '../check/term.ts'
import { contains, pointsOf } from '../plan/atoms.ts'
import { column } from './names.ts'
import type { Scope } from './scope.ts'

/** A number in whole units and how many of them make one: divided once, at the end, or never where it cancels. */
export interface Scaled {
  readonly units: Sql
  readonly per_one: number
}

type WindowTerm = Term & { readonly kind: 'window' }

/** What is taken of a symbol's numbers over a window. Whole numbers below 2^53 stay exact in DOUBLE. */
export function windowSql(term: WindowTerm, scope: Scope): Scaled {
  const per_one = scope.unitsOf(term.symbol)
  const { months } = term
  switch (term.take) {
    case 'sum':
      return { units: totalSql(term, scope), per_one }
    case 'mean':
      return { units: totalSql(term, scope), per_one: per_one * months }
    case 'sd':
      return { units: sql`sqrt(${squaresSql(term)} / ${literal(months)})`, per_one: per_one * months }
    case 'slope':
      return { units: productsSql(term), per_one: per_one * timeSquares(months) }
    case 'highest':
      return { units: sql`greatest(${join(numbers(term))})`, per_one }
    case 'drawdown':
      return { units: drawdownSql(term), per_one: 1 }
  }
}

/** What a window's number is divided by inside itself, if anything: where it is nought the value is `DIV0`. */
export function innerDivisor(term: WindowTerm): Sql | null {
  return term.take === 'drawdown' ? sql`greatest(${join(numbers(term))})` : null
}

/** Σx: the atoms are added exactly, and only then become a DOUBLE, so that no plan changes a bit. */
function totalSql(term: WindowTerm, scope: Scope): Sql {
  const atoms = scope.atomsOf(term.symbol).filter((atom) => contains(term, atom))
  return asDouble(
    join(
      atoms.map((atom) => column.atom(term.symbol, atom)),
      ' + ',
    ),
  )
}

/** Σ (n·x − Σx)², which is n² times the sum of squared deviations: whole numbers until they are squared. */
function squaresSql(term: WindowTerm): Sql {
  const points = numbers(term)
  const total = join(points, ' + ')
  const deviations = points.map((point) => sql`(${literal(term.months)} * ${point} - (${total}))`)
  return sql`(${join(
    deviations.map((each) => sql`${each} * ${each}`),
    ' + ',
  )})`
}

/** n·Σtx − Σt·Σx with t = 0 in the oldest month: the numerator of the least-squares slope. */
function productsSql(term: WindowTerm): Sql {
  const { months } = term
  const time_total = (months * (months - 1)) / 2
  const parts = numbers(term).map((point, back) => {
    const weight = months * (months - 1 - back) - time_total
    return sql`${literal(weight)} * ${point}`
  })
  return sql`(${join(parts, ' + ')})`
}

/** n·Σt² − (Σt)²: the denominator of the least-squares slope. */
function timeSquares(months: number): number {
  const total = (months * (months - 1)) / 2
  const squares = ((months - 1) * months * (2 * months - 1)) / 6
  return months * squares - total * total
}

/** The deepest fall from the highest month so far, as a share of it. */
function drawdownSql(term: WindowTerm): Sql {
  const oldest_first = [...numbers(term)].reverse()
  const falls = oldest_first.map((point, at) => {
    const peak = at === 0 ? point : sql`greatest(${join(oldest_first.slice(0, at + 1))})`
    return sql`(${peak} - ${point}) / NULLIF(${peak}, 0)`
  })
  return sql`greatest(${join(falls)})`
}

function numbers(term: WindowTerm): readonly Sql[] {
  return pointsOf(term).map((point) => asDouble(column.atom(term.symbol, point)))
}

function asDouble(exact: Sql): Sql {
  return sql`CAST(${exact} AS DOUBLE PRECISION)`
}
