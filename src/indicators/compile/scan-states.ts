import { empty, ident, type Sql, sql } from '#sql'
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
  const holds = holdsFilter(symbol)
  if (symbol.latest_by !== null)
    return sql`${dialect.latest(value, byOf(symbol.latest_by))}${holds} AS ${value}`
  return symbol.type === 'truth'
    ? sql`bool_or(${value})${holds} AS ${value}`
    : sql`max(${value})${holds} AS ${value}`
}

/** What it was by the row one step before its latest. */
export function previousSql(symbol: CheckedSymbol): Sql {
  return sql`max(${ident(symbol.id)}) FILTER (WHERE ${stepBefore(symbol)}) AS ${column.previous(symbol.id)}`
}

/** Whether the day on which that row became known is assumed. */
export function stateAssumed(symbol: CheckedSymbol): Sql {
  const { id, latest_by } = symbol
  const assumed = latest_by === null ? sql`bool_or(assumed)` : dialect.latest(sql`assumed`, byOf(latest_by))
  return sql`${assumed}${holdsFilter(symbol)} AS ${column.symbol(id, 'assumed')}`
}

/** The same of the row one step before. */
export function previousAssumed(symbol: CheckedSymbol): Sql {
  return sql`bool_or(assumed) FILTER (WHERE ${stepBefore(symbol)}) AS ${column.symbol(symbol.id, 'assumed before')}`
}

function stepBefore(symbol: CheckedSymbol): Sql {
  const by = sql`${byOf(symbol.latest_by ?? '')} = ${lastOf(symbol)} - 1`
  return symbol.where === null ? by : sql`${holdsOf(symbol)} AND ${by}`
}

function holdsFilter(symbol: CheckedSymbol): Sql {
  return symbol.where === null ? empty : sql` FILTER (WHERE ${holdsOf(symbol)})`
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
