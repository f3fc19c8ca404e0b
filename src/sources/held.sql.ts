import { type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import type { Rejection } from './quarantine.sql.ts'

/** Why a full snapshot waits for a person, and in which month or for which districts where that can be said. */
export type HoldReason =
  | {
      readonly code: 'smaller'
      readonly month: number | null
      readonly held_rows: number
      readonly said_rows: number
    }
  | { readonly code: 'district_missing'; readonly districts: readonly string[] }
  | { readonly code: 'rows_unplaced'; readonly rows: number }

/** A full snapshot that was held: nothing of it came in. */
export interface HeldSnapshot {
  readonly batch_id: number
  readonly dataset: string
  readonly source_id: string | null
  readonly file: string
  /** Where a copy of the file stands. */
  readonly path: string
  readonly known_at: string
  readonly held_at: string
  readonly rows_in: number
  /** How many facts it would have revoked. */
  readonly gone: number
  readonly reasons: readonly HoldReason[]
  /** The batch in which a person let it in; null while it waits. */
  readonly released_in: number | null
  /** When a person turned it down; null where nobody did. */
  readonly rejected_at: string | null
}

/** Makes the table of held snapshots where it is missing: `intake.held_snapshots`, a row for each beside its batch. */
export async function ensureHeld(session: Session): Promise<void> {
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS intake.held_snapshots (
      batch_id INTEGER NOT NULL, path VARCHAR NOT NULL, gone BIGINT NOT NULL, reasons VARCHAR NOT NULL,
      released_in INTEGER)`)
  for (const column of [sql`rejected_at TIMESTAMP`, sql`rejected_by VARCHAR`, sql`note VARCHAR`])
    await session.run(sql`ALTER TABLE intake.held_snapshots ADD COLUMN IF NOT EXISTS ${column}`)
}

/** Writes that the snapshot of a batch is held. */
export async function keepHeld(
  session: Session,
  held: Pick<HeldSnapshot, 'batch_id' | 'path' | 'gone' | 'reasons'>,
): Promise<void> {
  await session.run(sql`
    INSERT INTO intake.held_snapshots (batch_id, path, gone, reasons, released_in)
    VALUES (${held.batch_id}, ${held.path}, ${held.gone}, ${JSON.stringify(held.reasons)}, NULL)`)
}

/** The snapshots that wait for a person, the oldest first. */
export function listHeld(session: Session): Promise<readonly HeldSnapshot[]> {
  return heldOf(session, sql`h.released_in IS NULL AND h.rejected_at IS NULL`)
}

/** The snapshot of a batch, whether it waits or not; null where the batch held none. */
export async function heldSnapshot(session: Session, batch_id: number): Promise<HeldSnapshot | null> {
  const [held] = await heldOf(session, sql`h.batch_id = ${batch_id}`)
  return held ?? null
}

/** Writes in which batch a held snapshot came in. */
export async function markReleased(session: Session, batch_id: number, released_in: number): Promise<void> {
  await session.run(sql`
    UPDATE intake.held_snapshots SET released_in = ${released_in} WHERE batch_id = ${batch_id}`)
}

/** Writes that a person turned a held snapshot down, and why. */
export async function markRejected(
  session: Session,
  batch_id: number,
  { by, at, note }: Rejection,
): Promise<void> {
  await session.run(sql`
    UPDATE intake.held_snapshots SET rejected_at = CAST(${at} AS TIMESTAMP), rejected_by = ${by}, note = ${note}
    WHERE batch_id = ${batch_id}`)
}

async function heldOf(session: Session, chosen: Sql): Promise<readonly HeldSnapshot[]> {
  const rows = await session.rows<Omit<HeldSnapshot, 'reasons'> & { readonly reasons: string }>(sql`
    SELECT h.batch_id, b.dataset_id AS dataset, b.source_id, b.file, h.path, b.known_at, b.loaded_at AS held_at,
      b.rows_in, h.gone, h.reasons, h.released_in, h.rejected_at
    FROM intake.held_snapshots h JOIN intake.batches b ON b.batch_id = h.batch_id
    WHERE ${chosen}
    ORDER BY h.batch_id`)
  return rows.map((row) => ({ ...row, reasons: JSON.parse(row.reasons) }))
}
