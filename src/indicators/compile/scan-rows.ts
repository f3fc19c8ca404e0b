import { empty, ident, join, literal, type Sql, sql } from '#sql'
import { type ClockMode, visibleAt } from '#themes'
import type { PlannedDataset, PlannedRows } from '../plan/plan.ts'
import { ownAccounts, ownRowsOnly } from './accounts.ts'
import type { Frame } from './frame.ts'
import { column } from './names.ts'
import { unitsSql } from './row.ts'
import { previousAssumed, previousSql, stateAssumed, stateSql, stateValues } from './scan-states.ts'
import { assumedRow, conditionsOf, selected } from './scanned.ts'

/** The scan of a dataset of events or states: what is counted or added up of its rows, and what its latest row says. */
export function rowsScan(planned: PlannedDataset, frame: Frame, mode: ClockMode): Sql {
  const { dataset, rows, states, previous, accounts } = planned
  const inner = [
    ...rows.map((each) => rowValues(each, frame, mode)),
    ...stateValues(planned, frame),
    ...ownAccounts(accounts, frame.today),
  ]
  const outer = [
    ...rows.flatMap(rowAggregates),
    ...states.flatMap((symbol) => [stateSql(symbol), stateAssumed(symbol)]),
    ...previous.flatMap((symbol) => [previousSql(symbol), previousAssumed(symbol)]),
    ...accounts.map((kind) => sql`bool_or(${column.own(kind)}) AS ${column.own(kind)}`),
  ]
  return sql`
    SELECT key AS ${column.dataset(dataset.id, 'key')}, ${join(outer)}
    FROM (
      SELECT ${frame.key} AS key, ${assumedRow} AS assumed${join(inner, '')}
      FROM ${frame.from}
      WHERE ${frame.where}${ownRowsOnly(planned, frame, mode)}${visibleAt(mode, frame.as_of)}
    ) AS row_values
    GROUP BY key`
}

function rowAggregates({ term, symbol }: PlannedRows): readonly Sql[] {
  const holds = sql`FILTER (WHERE ${column.rows(term, 'holds')})`
  const value = column.rows(term, 'value')
  const assumed = sql`bool_or(assumed) ${holds} AS ${column.rows(term, 'assumed')}`
  const unknown = sql`bool_or(${value} IS NULL) ${holds} AS ${column.rows(term, 'unknown')}`
  const open = symbol.may_be_empty.length > 0 ? [unknown] : []
  switch (term.take) {
    case 'count':
    case 'any':
      return [sql`count(*) ${holds} AS ${value}`, assumed]
    case 'since':
    case 'until':
      return [sql`max(${value}) ${holds} AS ${value}`, assumed]
    case 'sum':
      return [sql`sum(${value}) ${holds} AS ${value}`, assumed, ...open]
    case 'highest':
      return [sql`max(${value}) ${holds} AS ${value}`, assumed, ...open]
    case 'lowest':
      return [sql`min(${value}) ${holds} AS ${value}`, assumed, ...open]
  }
}

function rowValues({ symbol, term }: PlannedRows, frame: Frame, mode: ClockMode): Sql {
  const { today } = frame
  const on = ident('fact', symbol.event_on ?? '')
  const conditions = [
    ...conditionsOf(symbol, frame, mode),
    ...(term.months === null ? [] : [within(on, today, term.months)]),
    // An event of a day to come has not happened yet.
    ...(term.take === 'since' ? [sql`${on} <= ${today}`] : []),
  ]
  const holds = conditions.length === 0 ? sql`TRUE` : join(conditions, ' AND ')
  const value = term.take === 'since' || term.take === 'until' ? on : unitsSql(symbol, today, null)
  const counted = term.take === 'count' || term.take === 'any'
  return sql`${selected(holds, column.rows(term, 'holds'))}${counted ? empty : selected(value, column.rows(term, 'value'))}`
}

// A window of months on days is (the day so many months before, today]; both engines clamp to the end of a short month.
function within(on: Sql, today: Sql, months: number): Sql {
  const since = sql`CAST(${today} - INTERVAL ${literal(`${months} months`)} AS DATE)`
  return sql`${on} > ${since} AND ${on} <= ${today}`
}
