import { type DatasetDefinition, isPeriod } from '#sources'
import { literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { type Intake, monthColumn, timestampOf } from './fresh.sql.ts'
import { factsOf } from './tables.sql.ts'
import { type ClockMode, clockColumns } from './visible.sql.ts'

const modes: readonly ClockMode[] = ['strict', 'published']

/** Writes that a dataset is covered from a batch on, however many rows of it came in. */
export async function keepCoverage(
  session: Session,
  dataset: DatasetDefinition,
  intake: Intake,
): Promise<void> {
  for (const mode of modes) {
    const at = mode === 'published' && intake.backfill ? earliest(intake) : instantSql(intake)
    await session.run(sql`
      INSERT INTO themes.coverage (dataset_id, mode, known_at)
      SELECT ${literal(dataset.id)}, ${literal(mode)}, since
      FROM (SELECT ${at} AS since)
      WHERE NOT EXISTS (SELECT 1 FROM themes.coverage c
        WHERE c.dataset_id = ${literal(dataset.id)} AND c.mode = ${literal(mode)} AND c.known_at <= since)`)
    await session.run(sql`
      DELETE FROM themes.coverage c
      WHERE c.dataset_id = ${literal(dataset.id)} AND c.mode = ${literal(mode)} AND c.known_at > (
        SELECT min(known_at) FROM themes.coverage
        WHERE dataset_id = ${literal(dataset.id)} AND mode = ${literal(mode)})`)
  }
}

/** Writes that the delivery of every month in `fresh` is complete from a batch on. */
export async function keepCompletions(
  session: Session,
  dataset: DatasetDefinition,
  intake: Intake,
): Promise<void> {
  for (const mode of modes) {
    const at = mode === 'published' && intake.backfill ? sql`max(known_at)` : instantSql(intake)
    await session.run(sql`
      INSERT INTO themes.completions (dataset_id, mode, month, known_at)
      SELECT ${literal(dataset.id)}, ${literal(mode)}, month, since
      FROM (SELECT month, ${at} AS since FROM ${monthsOf(dataset, sql`fresh`, sql`known_at`)} GROUP BY month) n
      WHERE NOT EXISTS (SELECT 1 FROM themes.completions c
        WHERE c.dataset_id = ${literal(dataset.id)} AND c.mode = ${literal(mode)} AND c.month = n.month AND c.known_at <= since)`)
  }
}

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
  for (const mode of modes) {
    await session.run(reopened(dataset, mode))
    await session.run(sql`
      DELETE FROM themes.openings
      WHERE dataset_id = ${literal(dataset.id)} AND mode = ${literal(mode)} AND month IN (SELECT month FROM reopened)`)
    await session.run(openings(dataset, mode, dataset.opens_at_share.value))
  }
}

// The touched months and the next one after each, with the nearest earlier month that ever had rows.
function reopened(dataset: DatasetDefinition, mode: ClockMode): Sql {
  return sql`
    CREATE OR REPLACE TEMP TABLE reopened AS
    WITH months AS MATERIALIZED (
      SELECT DISTINCT month FROM ${monthsOf(dataset, livingRows(dataset, mode), sql`known_at`)}
    ), wanted AS (
      SELECT month FROM touched
      UNION
      SELECT min(m.month) FROM months m JOIN touched t ON m.month > t.month GROUP BY t.month
    )
    SELECT w.month, max(m.month) AS before FROM wanted w LEFT JOIN months m ON m.month < w.month GROUP BY w.month`
}

function openings(dataset: DatasetDefinition, mode: ClockMode, share: number): Sql {
  return sql`
    INSERT INTO themes.openings (dataset_id, mode, month, opened_at, closed_at)
    WITH counts AS (
      SELECT month, since, CAST(sum(delta) AS BIGINT) AS delta FROM (${changesOf(dataset, mode)}) GROUP BY month, since
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
function changesOf(dataset: DatasetDefinition, mode: ClockMode): Sql {
  const { from, until } = clockColumns(mode)
  const living = livingRows(dataset, mode)
  const near = sql`month IN (SELECT month FROM reopened UNION SELECT before FROM reopened)`
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

// The rows of a relation with each month that they are about: three for a quarter.
function monthsOf(dataset: DatasetDefinition, rows: Sql, columns: Sql): Sql {
  const month = monthColumn(dataset)
  if (!isPeriod(dataset)) return sql`(SELECT ${month} AS month, ${columns} FROM ${rows})`
  return sql`(SELECT period_month - back AS month, * FROM (SELECT period_month, period_span, ${columns} FROM ${rows})
    JOIN (VALUES (1, 0), (3, 0), (3, 1), (3, 2)) AS spread(span, back) ON spread.span = period_span)`
}

function instantSql({ known_at }: Intake): Sql {
  return sql`CAST(${literal(timestampOf(known_at))} AS TIMESTAMP)`
}

function earliest(intake: Intake): Sql {
  return sql`coalesce((SELECT min(known_at) FROM fresh), ${instantSql(intake)})`
}
