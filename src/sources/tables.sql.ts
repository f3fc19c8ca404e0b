import { sql } from '#sql'
import type { Session } from '#warehouse'
import { ensureConflicts } from './conflicts.sql.ts'
import { ensureFindings } from './findings.sql.ts'
import { ensureHeld } from './held.sql.ts'

/**
 * Makes whatever is missing of the tables of intake: `intake.batches`, a row for each file loaded, and
 * `intake.quarantine`, a row for each row that did not come in, with its record as it stood in the file
 * (`record`: a JSON object of file column to text; where a line had no columns, its text under `""`). It waits until
 * it is played again (`replayed_in`) or a person turns it down (`rejected_at`).
 */
export async function ensureIntake(session: Session): Promise<void> {
  await session.run(sql`CREATE SCHEMA IF NOT EXISTS intake`)
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS intake.batches (
      batch_id INTEGER NOT NULL, dataset_id VARCHAR NOT NULL, source_id VARCHAR, file VARCHAR NOT NULL,
      file_digest VARCHAR NOT NULL, known_at TIMESTAMP NOT NULL, loaded_at TIMESTAMP NOT NULL,
      is_complete BOOLEAN NOT NULL, is_backfill BOOLEAN NOT NULL, replay_of INTEGER,
      rows_in BIGINT NOT NULL, accepted BIGINT NOT NULL, corrected BIGINT NOT NULL, revoked BIGINT NOT NULL,
      already_known BIGINT NOT NULL, quarantined BIGINT NOT NULL, reasons VARCHAR NOT NULL)`)
  await session.run(sql`ALTER TABLE intake.batches ADD COLUMN IF NOT EXISTS seconds DOUBLE DEFAULT 0`)
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS intake.quarantine (
      batch_id INTEGER NOT NULL, row_no BIGINT NOT NULL, line BIGINT NOT NULL, column_name VARCHAR,
      value VARCHAR, reason VARCHAR NOT NULL, record VARCHAR NOT NULL, replayed_in INTEGER)`)
  for (const column of [sql`rejected_at TIMESTAMP`, sql`rejected_by VARCHAR`, sql`note VARCHAR`])
    await session.run(sql`ALTER TABLE intake.quarantine ADD COLUMN IF NOT EXISTS ${column}`)
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS intake.admitted_codes (
      uscc VARCHAR NOT NULL, note VARCHAR NOT NULL, admitted_at TIMESTAMP NOT NULL)`)
  await ensureHeld(session)
  await ensureConflicts(session)
  await ensureFindings(session)
}
