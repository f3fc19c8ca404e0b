import { type Instant, instant } from '#kernel'
import type { DatasetDefinition } from '#sources'
import { empty, ident, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { same } from '../chain.sql.ts'
import { grainColumns, type Intake, timestampOf } from '../fresh.sql.ts'
import { factsOf } from '../tables.sql.ts'

/** What became of a value that may have been shown: another one stands, none stands, or it may be shown no longer. */
export const correction_kinds = ['corrected', 'revoked', 'stopped'] as const
export type CorrectionKind = (typeof correction_kinds)[number]

/** What a batch made wrong of one enterprise's facts, that were known to us from an instant on until the batch came. */
export interface Correction {
  readonly batch_id: number
  readonly dataset: string
  readonly uscc: string
  readonly kind: CorrectionKind
  readonly shown_from: Instant
  readonly shown_until: Instant
}

/** The table of what batches corrected, for those who were shown it before: `themes.corrections`. */
export function correctionsTable(): Sql {
  return sql`
    CREATE TABLE IF NOT EXISTS themes.corrections (
      batch_id INTEGER NOT NULL, dataset_id VARCHAR NOT NULL, enterprise_id INTEGER NOT NULL, kind VARCHAR NOT NULL,
      shown_from TIMESTAMP NOT NULL, shown_until TIMESTAMP NOT NULL)`
}

/**
 * Keeps what a merged batch took from what was shown until then: corrected and revoked values, and what was repaired
 * (REQ-REP-01). News of a state or an event that no source calls a correction is none.
 */
export async function keepCorrections(
  session: Session,
  dataset: DatasetDefinition,
  { batch_id, known_at }: Intake,
): Promise<void> {
  const at = sql`CAST(${literal(timestampOf(known_at))} AS TIMESTAMP)`
  const corrects =
    dataset.kind === 'month'
      ? sql`true`
      : sql`EXISTS (SELECT 1 FROM fresh f WHERE f.row_no = new.row_no AND f.is_correction)`
  await session.run(sql`
    INSERT INTO themes.corrections (batch_id, dataset_id, enterprise_id, kind, shown_from, shown_until)
    SELECT ${literal(batch_id)}, ${literal(dataset.id)}, enterprise_id, kind, min(intake_at), ${at}
    FROM (
      SELECT old.enterprise_id, old.intake_at,
        CASE WHEN new.is_tombstone THEN 'revoked' ${stopped(dataset)} WHEN ${corrects} THEN 'corrected' END AS kind
      FROM ${factsOf(dataset.id)} old
      JOIN ${factsOf(dataset.id)} new ON ${same(grainColumns(dataset), 'new', 'old')} AND new.batch_id = ${literal(batch_id)}
      WHERE old.closed_at = ${at} AND old.batch_id <> ${literal(batch_id)} AND NOT old.is_tombstone)
    WHERE kind IS NOT NULL
    GROUP BY enterprise_id, kind`)
}

function stopped({ repaired_on }: DatasetDefinition): Sql {
  if (repaired_on === undefined) return empty
  const field = ident(repaired_on)
  return sql`WHEN old.${field} IS NULL AND new.${field} IS NOT NULL THEN 'stopped'`
}

/** The last batch that corrected anything; 0 where none did. */
export async function lastCorrected(session: Session): Promise<number> {
  const [row] = await session.rows<{ batch_id: number }>(sql`
    SELECT coalesce(max(batch_id), 0) AS batch_id FROM themes.corrections`)
  return row?.batch_id ?? 0
}

/** What the next batch after one corrected that corrected anything; nothing where there is none. */
export async function nextCorrections(session: Session, after: number): Promise<readonly Correction[]> {
  const rows = await session.rows<Correction>(sql`
    SELECT c.batch_id, c.dataset_id AS dataset, e.uscc, c.kind, c.shown_from, c.shown_until
    FROM themes.corrections c JOIN identity.enterprises e ON e.enterprise_id = c.enterprise_id
    WHERE c.batch_id = (SELECT min(batch_id) FROM themes.corrections WHERE batch_id > ${literal(after)})
    ORDER BY e.uscc, c.kind`)
  return rows.map((row) => ({
    ...row,
    shown_from: instant(row.shown_from),
    shown_until: instant(row.shown_until),
  }))
}
