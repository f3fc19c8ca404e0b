import { ident, join, literal, type Sql, sql } from '#sql'
import type { ClockMode } from '#themes'
import { type PlannedDataset, sourcesOf } from '../plan/plan.ts'
import { column } from './names.ts'

/** Months for which presence, silence and the rest are kept, the latest the lowest bit; below 2^53. */
export const kept_months = 51

/** What the clocks say at one instant, by column; months and bits are numbers. */
export type Clocks = Readonly<Record<string, string | number | boolean | null>>

/** Each instant of a relation with its day in Shanghai and, for each dataset, what was open, complete and covered. */
export function clocksSql(datasets: readonly PlannedDataset[], mode: ClockMode, instants: Sql): Sql {
  const named = datasets.map(({ dataset }) => dataset)
  const months = named.filter(({ kind }) => kind === 'month')
  const latest = months.map(({ id }) => sql`, (${latestMonth(id, mode)}) AS ${column.dataset(id, 'm0')}`)
  const covered = named.map((dataset) => {
    const each = sourcesOf(dataset).map((id) => sql`EXISTS (${coverage(id, mode)})`)
    return sql`, ${join(each, ' AND ')} AS ${column.dataset(dataset.id, 'covered')}`
  })
  const complete = months.map(
    ({ id }) => sql`, COALESCE((${completeMonths(id, mode)}), 0) AS ${column.dataset(id, 'complete')}`,
  )
  return sql`
    SELECT clock.*${join(complete, '')}
    FROM (
      SELECT instant.*${join(latest, '')}${join(covered, '')}
      FROM (
        SELECT as_of, today,
          CAST(EXTRACT(YEAR FROM today) * 12 + EXTRACT(MONTH FROM today) - 1 AS INTEGER) AS this_month,
          EXTRACT(DAY FROM today + INTERVAL '1 day') = 1 AS is_month_end
        FROM (SELECT as_of, CAST(as_of + INTERVAL '8 hours' AS DATE) AS today FROM ${instants} AS asked) AS day
      ) AS instant
    ) AS clock`
}

/** The columns of the clocks besides the instant. */
export function clockColumns(datasets: readonly PlannedDataset[]): readonly Sql[] {
  return [
    ident('today'),
    ident('this_month'),
    ident('is_month_end'),
    ...datasets.flatMap(({ dataset: { id, kind } }) => [
      ...(kind === 'month' ? [column.dataset(id, 'm0'), column.dataset(id, 'complete')] : []),
      column.dataset(id, 'covered'),
    ]),
  ]
}

/** What the clocks say at one instant, as constants of a select list. */
export function clockConstants(clocks: Clocks): Sql {
  const columns = Object.entries(clocks).map(
    ([name, value]) => sql`, ${constant(name, value)} AS ${ident(name)}`,
  )
  return join(columns, '')
}

/** One value of the clocks, in the type that its column has. */
export function constant(name: string, value: Clocks[string]): Sql {
  if (value === null) return sql`CAST(NULL AS INTEGER)`
  if (name === 'as_of') return sql`CAST(${literal(value)} AS TIMESTAMP)`
  if (name === 'today') return sql`CAST(${literal(value)} AS DATE)`
  return name.endsWith(' complete') ? sql`CAST(${literal(value)} AS BIGINT)` : literal(value)
}

function latestMonth(dataset_id: string, mode: ClockMode): Sql {
  return sql`SELECT max(opening.month) FROM themes.openings AS opening
          WHERE opening.dataset_id = ${literal(dataset_id)} AND opening.mode = ${literal(mode)}
            AND opening.month < instant.this_month AND opening.opened_at <= instant.as_of
            AND (opening.closed_at IS NULL OR opening.closed_at > instant.as_of)`
}

function coverage(dataset_id: string, mode: ClockMode): Sql {
  return sql`SELECT 1 FROM themes.coverage AS coverage
          WHERE coverage.dataset_id = ${literal(dataset_id)} AND coverage.mode = ${literal(mode)}
            AND coverage.known_at <= instant.as_of`
}

function completeMonths(dataset_id: string, mode: ClockMode): Sql {
  const m0 = sql`clock.${column.dataset(dataset_id, 'm0')}`
  return sql`SELECT bit_or(${bitOf(sql`${m0} - completion.month`)}) FROM themes.completions AS completion
      WHERE completion.dataset_id = ${literal(dataset_id)} AND completion.mode = ${literal(mode)}
        AND completion.known_at <= clock.as_of`
}

/** A month so many before the latest, as a bit; nothing where it is not kept. */
export function bitOf(back: Sql): Sql {
  return sql`CASE WHEN ${back} BETWEEN 0 AND ${literal(kept_months - 1)} THEN CAST(1 AS BIGINT) << ${back} ELSE 0 END`
}
