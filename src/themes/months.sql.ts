import { type DatasetDefinition, isPeriod } from '#sources'
import { type Sql, sql } from '#sql'
import { monthColumn } from './fresh.sql.ts'
import type { ClockMode } from './visible.sql.ts'

/** Both clocks, for what is kept by each. */
export const modes: readonly ClockMode[] = ['strict', 'published']

/** The rows of a relation with each month that they are about: three for a quarter. */
export function monthsOf(dataset: DatasetDefinition, rows: Sql, columns: Sql): Sql {
  const month = monthColumn(dataset)
  if (!isPeriod(dataset)) return sql`(SELECT ${month} AS month, ${columns} FROM ${rows})`
  return sql`(SELECT period_month - back AS month, * FROM (SELECT period_month, period_span, ${columns} FROM ${rows})
    JOIN (VALUES (1, 0), (3, 0), (3, 1), (3, 2)) AS spread(span, back) ON spread.span = period_span)`
}
