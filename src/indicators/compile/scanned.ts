import { literal, type Sql, sql } from '#sql'
import { fact_marks } from '#themes'

/** Whether a row's day of publication is assumed. */
export const assumedRow = sql`fact.marks & ${literal(fact_marks.ASSUMED_DATE)} <> 0`

/** One more column of a select list. */
export function selected(value: Sql, name: Sql): Sql {
  return sql`, ${value} AS ${name}`
}
