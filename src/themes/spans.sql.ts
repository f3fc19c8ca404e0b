import type { DatasetDefinition } from '#sources'
import { empty, ident, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { monthColumn } from './fresh.sql.ts'

/** Months one after another, both ends among them; null for all that there is. */
export type Span = { readonly from: number; readonly to: number } | null

// What a join of two wide tables holds of one side in memory; a million rows went a third faster than four.
const rows_at_once = 1_000_000

/** The months of `fresh` in spans that can be compared with what is held one after another; at least one. */
export async function spansOf(
  session: Session,
  dataset: DatasetDefinition,
  most = rows_at_once,
): Promise<readonly Span[]> {
  if (dataset.month === undefined) return [null]
  const months = await session.rows<{ month: number; n: number }>(sql`
    SELECT ${monthColumn(dataset)} AS month, count(*) AS n FROM fresh GROUP BY ALL ORDER BY month`)
  const spans: { from: number; to: number; n: number }[] = []
  for (const { month, n } of months) {
    const last = spans.at(-1)
    if (last === undefined || last.n + n > most) spans.push({ from: month, to: month, n })
    else Object.assign(last, { to: month, n: last.n + n })
  }
  return spans.length === 0 ? [null] : spans
}

/** The condition that a table's row is about a month of the span, to stand after another one. */
export function inSpan(dataset: DatasetDefinition, span: Span, table: string): Sql {
  if (span === null) return empty
  return sql`AND ${ident(table)}.${monthColumn(dataset)} BETWEEN ${literal(span.from)} AND ${literal(span.to)}`
}
