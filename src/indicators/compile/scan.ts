import { empty, ident, join, literal, type Sql, sql } from '#sql'
import { type ClockMode, fact_marks, visibleAt } from '#themes'
import type { CheckedSymbol } from '../check/row.ts'
import type { Window } from '../check/term.ts'
import type { PlannedDataset, PlannedEvents } from '../plan/plan.ts'
import { bitOf } from './clocks.ts'
import { dialect } from './dialect.ts'
import type { Frame, Reading } from './frame.ts'
import { movedSql } from './moved.ts'
import { column } from './names.ts'
import { rowSql, unitsSql } from './row.ts'

/** One scan of a dataset: a row for each key of the spine that has a visible row, with all that the plan needs of it. */
export function scanSql(planned: PlannedDataset, frame: Frame, reading: Reading): Sql {
  const { mode } = reading
  switch (planned.dataset.kind) {
    case 'month':
      return monthScan(planned, frame, reading)
    case 'event':
      return eventScan(planned, frame, mode)
    case 'state':
      return stateScan(planned, frame, mode)
  }
}

function monthScan(planned: PlannedDataset, frame: Frame, { mode, has_members }: Reading): Sql {
  const { has_periods, numbers, truths, uncertain } = planned
  const values = [
    ...numbers.map(({ symbol }) =>
      selected(unitsSql(symbol, frame.today, has_periods ? sql`share` : null), ident(symbol.id)),
    ),
    ...truths.map((symbol) => selected(rowSql(symbol.row, frame.today), column.symbol(symbol.id, 'true'))),
    ...uncertain.map((symbol) =>
      selected(sql`${rowSql(symbol.row, frame.today)} IS NULL`, column.symbol(symbol.id, 'unknown')),
    ),
    ...uncertain.filter(suppressed).map((symbol) =>
      selected(
        join(
          symbol.suppressible.map((field) => sql`${ident('fact', field)} IS NULL`),
          ' OR ',
        ),
        column.symbol(symbol.id, 'suppressed'),
      ),
    ),
  ]
  const scan = sql`
    SELECT key AS ${column.dataset(planned.dataset.id, 'key')}, ${join(monthAggregates(planned, has_members), ', ')}
    FROM (
      SELECT *, ${bitOf(sql`k`)} AS bit
      FROM (
        SELECT ${frame.key} AS key, ${monthOfRow(planned, frame)}, ${assumedRow} AS assumed${join(values, '')}
        FROM ${frame.from}${has_periods ? spread : empty}
        WHERE ${frame.where}${visibleAt(mode, frame.as_of)}
      ) AS row_values
    ) AS row_months
    GROUP BY key`
  return has_periods ? movedSql(planned, scan) : scan
}

function monthAggregates(planned: PlannedDataset, has_members: boolean): readonly Sql[] {
  const { has_periods, numbers, truths, uncertain, dataset } = planned
  const named = (what: Parameters<typeof column.dataset>[1]) => column.dataset(dataset.id, what)
  return [
    sql`bit_or(bit) AS ${named('present')}`,
    bits(sql`assumed`, named('assumed')),
    ...(has_periods
      ? [
          bits(sql`span = 3`, named('spread')),
          bits(sql`back = 0`, named('ends')),
          sql`CASE WHEN ${latest_row} % 4 = 3 THEN (max(m0) + 1) % 3 ELSE 0 END AS ${named('behind')}`,
        ]
      : []),
    ...numbers.flatMap(({ symbol, atoms }) => atoms.map((atom) => atomSql(symbol, atom, has_members))),
    ...truths.map((symbol) => {
      const holds = column.symbol(symbol.id, 'true')
      return bits(symbol.last_month_only ? sql`${holds} AND back = 0` : holds, holds)
    }),
    ...uncertain.map(({ id }) => bits(column.symbol(id, 'unknown'), column.symbol(id, 'unknown'))),
    ...uncertain
      .filter(suppressed)
      .map(({ id }) => bits(column.symbol(id, 'suppressed'), column.symbol(id, 'suppressed'))),
  ]
}

// A quarterly filer's latest month is the last of the latest quarter that has ended by the dataset's latest month.
const latest_row = sql`max(period_month * 4 + span) FILTER (WHERE k >= 0)`

/**
 * One month's number is its one row's, and `max` finds that in half the time of `sum` (its state is half as wide;
 * measured over 2 M rows: 156 ms against 410). Where enterprises answer for others, theirs are added.
 */
function atomSql({ id }: CheckedSymbol, atom: Window, has_members: boolean): Sql {
  const name = column.atom(id, atom)
  if (atom.months === 1) {
    const aggregate = has_members ? sql`sum` : sql`max`
    return sql`${aggregate}(${ident(id)}) FILTER (WHERE k = ${literal(atom.from)}) AS ${name}`
  }
  const last = literal(atom.from + atom.months - 1)
  return sql`sum(${ident(id)}) FILTER (WHERE k BETWEEN ${literal(atom.from)} AND ${last}) AS ${name}`
}

function bits(condition: Sql, name: Sql): Sql {
  return sql`COALESCE(bit_or(bit) FILTER (WHERE ${condition}), 0) AS ${name}`
}

// A row of a quarter is about each of its months, a third of its amounts in each: in units of a third of a fen.
const spread = sql`
        JOIN (VALUES (1, 0, 300), (3, 0, 100), (3, 1, 100), (3, 2, 100)) AS spread(span, back, share)
          ON spread.span = fact.period_span`

function monthOfRow({ has_periods, dataset }: PlannedDataset, { m0 }: Frame): Sql {
  if (has_periods)
    return sql`CASE WHEN fact.period_month <= ${m0} THEN ${m0} - fact.period_month + back END AS k,
          ${m0} AS m0, period_month, span, back`
  const of = dataset.month !== undefined && 'of' in dataset.month ? dataset.month.of : 'stat_month'
  return sql`${m0} - ${ident('fact', of)} AS k`
}

function eventScan({ dataset, events }: PlannedDataset, frame: Frame, mode: ClockMode): Sql {
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

function stateScan({ dataset, states }: PlannedDataset, frame: Frame, mode: ClockMode): Sql {
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

const assumedRow = sql`fact.marks & ${literal(fact_marks.ASSUMED_DATE)} <> 0`

function selected(value: Sql, name: Sql): Sql {
  return sql`, ${value} AS ${name}`
}

function suppressed({ suppressible }: CheckedSymbol): boolean {
  return suppressible.length > 0
}
