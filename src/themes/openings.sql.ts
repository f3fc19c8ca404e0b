import type { DatasetDefinition } from '#sources'
import { join, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { modes, monthsOf } from './months.sql.ts'
import { factsOf } from './tables.sql.ts'
import { type ClockMode, clockColumns } from './visible.sql.ts'

/** Keeps the months of `fresh` in the temporary table `touched`, for `keepOpenings` once they are merged. */
export async function keepTouched(session: Session, dataset: DatasetDefinition): Promise<void> {
  if (dataset.opens_at_share === undefined) return
  await session.run(sql`
    CREATE OR REPLACE TEMP TABLE touched AS
    SELECT DISTINCT month FROM ${monthsOf(dataset, sql`fresh`, sql`known_at`)}`)
}

/**
 * Writes anew when each touched month of a dataset, and the month after it, was open. A month is open from a complete
 * delivery on, or while rows of at least the declared share of the enterprises of the nearest earlier month with rows
 * are visible.
 */
export async function keepOpenings(session: Session, dataset: DatasetDefinition): Promise<void> {
  if (dataset.opens_at_share === undefined) return
  const months = await reopened(session, dataset)
  if (months.length === 0) return
  await session.run(sql`
    DELETE FROM themes.openings
    WHERE dataset_id = ${literal(dataset.id)} AND month IN (${join(months.map(({ month }) => literal(month)))})`)
  for (const mode of modes) await session.run(openings(dataset, mode, dataset.opens_at_share.value, months))
}

interface Reopened {
  readonly month: number
  /** The nearest earlier month that ever had rows. */
  readonly before: number | null
}

// The touched months and the next one after each. As numbers, for only such let a scan pass over other months' rows.
async function reopened(session: Session, dataset: DatasetDefinition): Promise<readonly Reopened[]> {
  const rows = sql`${factsOf(dataset.id)} WHERE NOT is_tombstone`
  const found = await session.rows<{ month: number; is_touched: boolean; has_rows: boolean }>(sql`
    SELECT month, bool_or(is_touched) AS is_touched, NOT bool_and(is_touched) AS has_rows
    FROM (
      SELECT DISTINCT month, false AS is_touched FROM ${monthsOf(dataset, rows, sql`known_at`)}
      UNION ALL
      SELECT month, true FROM touched)
    GROUP BY month ORDER BY month`)
  const held = found.filter(({ has_rows }) => has_rows).map(({ month }) => month)
  const touched = found.filter(({ is_touched }) => is_touched).map(({ month }) => month)
  const next = touched.flatMap((month) => held.find((later) => later > month) ?? [])
  return [...new Set([...touched, ...next])].map((month) => ({
    month,
    before: held.findLast((earlier) => earlier < month) ?? null,
  }))
}

function openings(
  dataset: DatasetDefinition,
  mode: ClockMode,
  share: number,
  months: readonly Reopened[],
): Sql {
  const near = new Set(months.flatMap(({ month, before }) => (before === null ? month : [month, before])))
  const pairs = months.map(
    ({ month, before }) => sql`(${literal(month)}, ${before === null ? sql`NULL` : literal(before)})`,
  )
  return sql`
    INSERT INTO themes.openings (dataset_id, mode, month, opened_at, closed_at)
    WITH reopened(month, before) AS (
      VALUES ${join(pairs)}
    ), counts AS (
      SELECT month, since, CAST(sum(delta) AS BIGINT) AS delta FROM (${changesOf(dataset, mode, [...near])}) GROUP BY month, since
    ), events AS (
      SELECT month, since, delta AS own, 0 AS earlier, 0 AS complete FROM counts WHERE month IN (SELECT month FROM reopened)
      UNION ALL
      SELECT m.month, c.since, 0, c.delta, 0 FROM counts c JOIN reopened m ON m.before = c.month
      UNION ALL
      SELECT month, known_at, 0, 0, 1 FROM themes.completions
      WHERE dataset_id = ${literal(dataset.id)} AND mode = ${literal(mode)} AND month IN (SELECT month FROM reopened)
    ), states AS (
      SELECT month, since, sum(sum(own)) OVER line AS own, sum(sum(earlier)) OVER line AS earlier,
        sum(sum(complete)) OVER line AS complete
      FROM events GROUP BY month, since
      WINDOW line AS (PARTITION BY month ORDER BY since)
    ), judged AS (
      SELECT month, since, complete > 0 OR (own > 0 AND own >= ${literal(share)} * earlier) AS is_open FROM states
    ), turns AS (
      SELECT month, since, is_open FROM (
        SELECT *, lag(is_open) OVER (PARTITION BY month ORDER BY since) AS was_open FROM judged)
      WHERE is_open <> coalesce(was_open, false)
    )
    SELECT ${literal(dataset.id)}, ${literal(mode)}, month, since, until
    FROM (SELECT *, lead(since) OVER (PARTITION BY month ORDER BY since) AS until FROM turns)
    WHERE is_open`
}

// How many more or fewer enterprises have a visible row for a month from an instant on.
function changesOf(dataset: DatasetDefinition, mode: ClockMode, months: readonly number[]): Sql {
  const { from, until } = clockColumns(mode)
  const living = livingRows(dataset, mode)
  const near = sql`month IN (${join(months.map((month) => literal(month)))})`
  const gone = sql`${factsOf(dataset.id)} WHERE NOT is_tombstone AND ${until} > ${from}`
  return sql`
    SELECT month, since, count(*) AS delta FROM ${monthsOf(dataset, living, sql`${from} AS since`)} WHERE ${near} GROUP BY month, since
    UNION ALL
    SELECT month, since, -count(*) FROM ${monthsOf(dataset, gone, sql`${until} AS since`)} WHERE ${near} GROUP BY month, since`
}

// The rows that were ever visible.
function livingRows(dataset: DatasetDefinition, mode: ClockMode): Sql {
  const { from, until } = clockColumns(mode)
  return sql`${factsOf(dataset.id)} WHERE NOT is_tombstone AND (${until} IS NULL OR ${until} > ${from})`
}
