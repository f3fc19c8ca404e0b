import { ident, type Sql, sql } from '#sql'
import type { CheckedSymbol } from '../check/row.ts'
import type { PlannedDataset } from '../plan/plan.ts'
import { dialect } from './dialect.ts'
import type { Frame } from './frame.ts'
import { column } from './names.ts'
import { rowSql, unitsSql } from './row.ts'
import { selected } from './scanned.ts'

/** What each row says of the states that are read, whether it counts for them, and what makes it the latest. */
export function stateValues({ states, previous }: PlannedDataset, { today, key }: Frame): readonly Sql[] {
  const symbols = [...new Map([...states, ...previous].map((symbol) => [symbol.id, symbol])).values()]
  const orders = [...new Set(symbols.flatMap(({ latest_by }) => latest_by ?? []))]
  return [
    ...symbols.flatMap((symbol) => [
      selected(valueOfRow(symbol, today), ident(symbol.id)),
      ...(symbol.where === null ? [] : [selected(rowSql(symbol.where, today), holdsOf(symbol))]),
    ]),
    ...orders.map((field) => selected(ident('fact', field), byOf(field))),
    ...previous.map((symbol) => selected(lastSql(symbol, today, key), lastOf(symbol))),
  ]
}

/** What a firm is by its one row, or by its latest. */
export function stateSql(symbol: CheckedSymbol): Sql {
  const value = ident(symbol.id)
  const holds = symbol.where === null ? sql`` : sql` FILTER (WHERE ${holdsOf(symbol)})`
  if (symbol.latest_by !== null)
    return sql`${dialect.latest(value, byOf(symbol.latest_by))}${holds} AS ${value}`
  return symbol.type === 'truth'
    ? sql`bool_or(${value})${holds} AS ${value}`
    : sql`max(${value})${holds} AS ${value}`
}

/** What it was by the row one step before its latest. */
export function previousSql(symbol: CheckedSymbol): Sql {
  const by = byOf(symbol.latest_by ?? '')
  return sql`max(${ident(symbol.id)}) FILTER (WHERE ${by} = ${lastOf(symbol)} - 1) AS ${column.previous(symbol.id)}`
}

/** Whether the day on which the latest row became known is assumed. */
export function stateAssumed({ dataset, states }: PlannedDataset): Sql {
  const [latest_by] = states.flatMap(({ latest_by }) => latest_by ?? [])
  const assumed =
    latest_by === undefined ? sql`bool_or(assumed)` : dialect.latest(sql`assumed`, byOf(latest_by))
  return sql`${assumed} AS ${column.dataset(dataset.id, 'assumed')}`
}

function valueOfRow(symbol: CheckedSymbol, today: Sql): Sql {
  return symbol.type === 'decimal' || symbol.type === 'money'
    ? unitsSql(symbol, today, null)
    : rowSql(symbol.row, today)
}

function lastSql({ where, latest_by }: CheckedSymbol, today: Sql, key: Sql): Sql {
  const by = ident('fact', latest_by ?? '')
  const counted = where === null ? by : sql`CASE WHEN ${rowSql(where, today)} THEN ${by} END`
  return sql`max(${counted}) OVER (PARTITION BY ${key})`
}

function byOf(field: string): Sql {
  return ident(`by ${field}`)
}

function holdsOf({ id }: CheckedSymbol): Sql {
  return ident(`${id} holds`)
}

function lastOf({ id }: CheckedSymbol): Sql {
  return ident(`${id} last`)
}
