import { copyFileSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Clock, Instant } from '#kernel'
import { type BatchReport, keepBatch, keepHeld, nextBatchId, refuseDelivery, type Staged } from '#sources'
import type { Session } from '#warehouse'
import { timestampOf } from './fresh.sql.ts'
import type { LoadRequest } from './load.ts'
import { isOvertaken, readSilence, type Silence, stageSilence } from './snapshot.sql.ts'

/** That a file holds everything that is true of its dataset, or of its months. */
export interface Snapshot {
  /** Where copies of held snapshots stand. */
  readonly held_dir: string
  /** Whether a person has looked at it and lets it revoke what it no longer has. */
  readonly is_released: boolean
}

/**
 * Reads what a staged snapshot says by saying nothing, and stages it, unless a person has to look at it first. Refuses
 * a snapshot older than what is held, and one of a history.
 */
export async function stageSnapshot(
  session: Session,
  request: LoadRequest,
  snapshot: Snapshot,
  broken_rows: number,
): Promise<Silence> {
  const { file, dataset, known_at, backfill } = request
  if (backfill) throw refuseDelivery('snapshot_backfill', { file })
  if (await isOvertaken(session, request, timestampOf(known_at)))
    throw refuseDelivery('snapshot_overtaken', { file, dataset: dataset.id, known_at })
  const silence = await readSilence(session, request, broken_rows)
  if (snapshot.is_released) {
    await stageSilence(session)
    return { ...silence, reasons: [] }
  }
  if (silence.reasons.length === 0 && silence.gone > 0) await stageSilence(session)
  return silence
}

/** Keeps a copy of a snapshot and why it is held; nothing of it comes in. */
export async function holdSnapshot(
  session: Session,
  request: LoadRequest,
  { held_dir }: Snapshot,
  staged: Staged,
  silence: Silence,
  began: { readonly seconds: () => number; readonly clock: Clock },
): Promise<BatchReport> {
  const path = copyOf(request, held_dir, staged.digest)
  return session.transaction(async () => {
    const batch = heldBatch(request, await nextBatchId(session), staged, began.seconds(), began.clock())
    await keepBatch(session, batch)
    await keepHeld(session, { ...silence, batch_id: batch.batch_id, path })
    const { batch_id, file, dataset, reasons, seconds } = batch
    return { batch_id, file, dataset, ...countsOf(staged), reasons, seconds }
  })
}

// By its digest, so that a snapshot delivered again and held again stands there once.
function copyOf({ file, path = file }: LoadRequest, held_dir: string, digest: string): string {
  mkdirSync(held_dir, { recursive: true })
  const copy = join(held_dir, `${digest.slice(0, 32)}-${basename(file)}`)
  copyFileSync(path, copy)
  return copy
}

function heldBatch(
  request: LoadRequest,
  batch_id: number,
  staged: Staged,
  seconds: number,
  loaded_at: Instant,
) {
  return {
    ...{ batch_id, file: request.file, dataset: request.dataset.id, ...countsOf(staged) },
    reasons: { snapshot_held: staged.rows_in },
    ...{ source_id: request.source?.id ?? null, file_digest: staged.digest },
    ...{ known_at: request.known_at, loaded_at, is_complete: false, is_backfill: false },
    ...{ replay_of: null, seconds },
  }
}

function countsOf({ rows_in }: Staged) {
  return { rows_in, accepted: 0, corrected: 0, revoked: 0, already_known: 0, quarantined: rows_in }
}
