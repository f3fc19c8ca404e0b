import type { DatasetDefinition } from '#sources'
import { literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { type Intake, timestampOf } from './fresh.sql.ts'
import { modes, monthsOf } from './months.sql.ts'

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

function instantSql({ known_at }: Intake): Sql {
  return sql`CAST(${literal(timestampOf(known_at))} AS TIMESTAMP)`
}

function earliest(intake: Intake): Sql {
  return sql`coalesce((SELECT min(known_at) FROM fresh), ${instantSql(intake)})`
}
