import { empty, ident, join, literal, type Sql, sql } from '#sql'
import { type ClockMode, visibleAt } from '#themes'
import type { PlannedDataset, PlannedEvents } from '../plan/plan.ts'
import type { Frame } from './frame.ts'
import { column } from './names.ts'
import { rowSql, unitsSql } from './row.ts'
import { assumedRow, selected } from './scanned.ts'

/** The scan of a dataset of events: each kind of event that is asked for counted or added up. */
export function eventScan({ dataset, events }: PlannedDataset, frame: Frame, mode: ClockMode): Sql {
  const on = ident('fact', dataset.event_on ?? 'event_on')
  return sql`
    SELECT key AS ${column.dataset(dataset.id, 'key')}, ${join(events.flatMap(eventAggregates))}
    FROM (
      SELECT ${frame.key} AS key, ${assumedRow} AS assumed${join(
        events.map((event) => eventValues(event, on, frame)),
        '',
      )}
      FROM ${frame.from}
      WHERE ${frame.where}${visibleAt(mode, frame.as_of)}
    ) AS row_values
    GROUP BY key`
}

function eventAggregates({ term, symbol }: PlannedEvents): readonly Sql[] {
  const holds = sql`FILTER (WHERE ${column.events(term, 'holds')})`
  const value = column.events(term, 'value')
  const assumed = sql`bool_or(assumed) ${holds} AS ${column.events(term, 'assumed')}`
  if (term.take !== 'sum') return [sql`count(*) ${holds} AS ${value}`, assumed]
  const unknown = sql`bool_or(${value} IS NULL) ${holds} AS ${column.events(term, 'unknown')}`
  return [
    sql`sum(${value}) ${holds} AS ${value}`,
    assumed,
    ...(symbol.may_be_empty.length > 0 ? [unknown] : []),
  ]
}

function eventValues({ symbol, term }: PlannedEvents, on: Sql, { today }: Frame): Sql {
  const conditions = [
    ...(symbol.where === null ? [] : [rowSql(symbol.where, today)]),
    ...(term.months === null ? [] : [within(on, today, term.months)]),
  ]
  const holds = conditions.length === 0 ? sql`TRUE` : join(conditions, ' AND ')
  const value =
    term.take === 'sum' ? selected(unitsSql(symbol, today, null), column.events(term, 'value')) : empty
  return sql`${selected(holds, column.events(term, 'holds'))}${value}`
}

// A window of months on days is (the day so many months before, today]; both engines clamp to the end of a short month.
function within(on: Sql, today: Sql, months: number): Sql {
  const since = sql`CAST(${today} - INTERVAL ${literal(`${months} months`)} AS DATE)`
  return sql`${on} > ${since} AND ${on} <= ${today}`
}
