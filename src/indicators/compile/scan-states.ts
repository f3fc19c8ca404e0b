import { ident, join, type Sql, sql } from '#sql'
import { type ClockMode, visibleAt } from '#themes'
import type { CheckedSymbol } from '../check/row.ts'
import type { PlannedDataset } from '../plan/plan.ts'
import { dialect } from './dialect.ts'
import type { Frame } from './frame.ts'
import { column } from './names.ts'
import { rowSql, unitsSql } from './row.ts'
import { assumedRow, selected } from './scanned.ts'

/** The scan of a dataset of states: what a firm is by its one row, or by its latest. */
export function stateScan({ dataset, states }: PlannedDataset, frame: Frame, mode: ClockMode): Sql {
  const values = states.map((symbol) =>
    selected(
      symbol.type === 'decimal' || symbol.type === 'money'
        ? unitsSql(symbol, frame.today, null)
        : rowSql(symbol.row, frame.today),
      ident(symbol.id),
    ),
  )
  const by = [...new Set(states.flatMap(({ latest_by }) => latest_by ?? []))]
  const [latest_by] = by
  const assumed =
    latest_by === undefined ? sql`bool_or(assumed)` : dialect.latest(sql`assumed`, ident(`by ${latest_by}`))
  const orders = by.map((field) => selected(ident('fact', field), ident(`by ${field}`)))
  return sql`
    SELECT key AS ${column.dataset(dataset.id, 'key')}, ${assumed} AS ${column.dataset(dataset.id, 'assumed')},
      ${join(states.map(stateSql))}
    FROM (
      SELECT ${frame.key} AS key, ${assumedRow} AS assumed${join([...values, ...orders], '')}
      FROM ${frame.from}
      WHERE ${frame.where}${visibleAt(mode, frame.as_of)}
    ) AS row_values
    GROUP BY key`
}

function stateSql({ id, type, latest_by }: CheckedSymbol): Sql {
  const value = ident(id)
  if (latest_by !== null) return sql`${dialect.latest(value, ident(`by ${latest_by}`))} AS ${value}`
  return type === 'truth' ? sql`bool_or(${value}) AS ${value}` : sql`max(${value}) AS ${value}`
}
