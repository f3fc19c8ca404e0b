import { literal, type Sql, sql } from '#sql'
import { fact_marks } from '#themes'
import type { CheckedSymbol } from '../check/row.ts'
import { rowSql } from './row.ts'

/** Whether a row's day of publication is assumed. */
export const assumedRow = sql`fact.marks & ${literal(fact_marks.ASSUMED_DATE)} <> 0`

/** One more column of a select list. */
export function selected(value: Sql, name: Sql): Sql {
  return sql`, ${value} AS ${name}`
}

/** What a row has to be to count for a symbol: its condition, and itself where it holds or not. */
export function conditionsOf({ where, row, type }: CheckedSymbol, today: Sql): readonly Sql[] {
  return [
    ...(where === null ? [] : [rowSql(where, today)]),
    ...(type === 'truth' && row.kind !== 'truth' ? [rowSql(row, today)] : []),
  ]
}
