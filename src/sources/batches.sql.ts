import { empty, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'

/** What became of one file; `rows_in` is the sum of the five counts after it, always. */
export interface BatchReport {
  readonly batch_id: number
  readonly file: string
  readonly dataset: string
  readonly rows_in: number
  readonly accepted: number
  readonly corrected: number
  readonly revoked: number
  readonly already_known: number
  readonly quarantined: number
  readonly reasons: Readonly<Record<string, number>>
  readonly seconds: number
}

/** A batch as it is kept. */
export interface Batch extends BatchReport {
  readonly source_id: string | null
  readonly file_digest: string
  readonly known_at: string
  readonly loaded_at: string
  readonly is_complete: boolean
  readonly is_backfill: boolean
  readonly replay_of: number | null
}

/** The number of the next batch. */
export async function nextBatchId(session: Session): Promise<number> {
  const [row] = await session.rows<{ batch_id: number }>(sql`
    SELECT coalesce(max(batch_id), 0) + 1 AS batch_id FROM intake.batches`)
  return row?.batch_id ?? 1
}

/** Writes what became of a batch. */
export async function keepBatch(session: Session, batch: Batch): Promise<void> {
  await session.run(sql`
    INSERT INTO intake.batches (batch_id, dataset_id, source_id, file, file_digest, known_at, loaded_at, is_complete,
      is_backfill, replay_of, rows_in, accepted, corrected, revoked, already_known, quarantined, reasons, seconds)
    VALUES (${batch.batch_id}, ${batch.dataset}, ${batch.source_id}, ${batch.file}, ${batch.file_digest},
      CAST(${batch.known_at} AS TIMESTAMP), CAST(${batch.loaded_at} AS TIMESTAMP), ${batch.is_complete},
      ${batch.is_backfill}, ${batch.replay_of}, ${batch.rows_in}, ${batch.accepted}, ${batch.corrected}, ${batch.revoked},
      ${batch.already_known}, ${batch.quarantined}, ${JSON.stringify(batch.reasons)}, ${batch.seconds})`)
}

/** All batches, the newest first. */
export async function listBatches(session: Session): Promise<readonly Batch[]> {
  return batchesOf(session, sql`ORDER BY batch_id DESC`)
}

/** Some batches, the newest first: those before one where `before` is given. */
export async function batchesBefore(
  session: Session,
  before: number | null,
  most: number,
): Promise<readonly Batch[]> {
  const older = before === null ? empty : sql`WHERE batch_id < ${literal(before)}`
  return batchesOf(session, sql`${older} ORDER BY batch_id DESC LIMIT ${literal(most)}`)
}

/** One batch; null where there is none of that number. */
export async function batchById(session: Session, batch_id: number): Promise<Batch | null> {
  const [batch] = await batchesOf(session, sql`WHERE batch_id = ${literal(batch_id)}`)
  return batch ?? null
}

async function batchesOf(session: Session, chosen: Sql): Promise<readonly Batch[]> {
  const rows = await session.rows<Omit<Batch, 'reasons'> & { readonly reasons: string }>(sql`
    SELECT batch_id, dataset_id AS dataset, source_id, file, file_digest, known_at, loaded_at, is_complete, is_backfill,
      replay_of, rows_in, accepted, corrected, revoked, already_known, quarantined, reasons, seconds
    FROM intake.batches ${chosen}`)
  return rows.map((row) => ({ ...row, reasons: JSON.parse(row.reasons) }))
}
