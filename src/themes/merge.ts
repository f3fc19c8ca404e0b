import { admitStrangers } from '#identity'
import type { Clock } from '#kernel'
import {
  type BatchReport,
  type DatasetDefinition,
  keepBatch,
  keepQuarantine,
  markReplayed,
  nextBatchId,
  reasonsOf,
} from '#sources'
import type { Session } from '#warehouse'
import { keepCompletions, keepCoverage } from './calendar.sql.ts'
import { type Merged, mergeByChains } from './chain.sql.ts'
import { keepFirmCoverage } from './firm-coverage.sql.ts'
import { freshView, type Intake } from './fresh.sql.ts'
import { untangle } from './knots.sql.ts'
import type { LoadRequest } from './load.ts'
import { keepOpenings, keepTouched } from './openings.sql.ts'
import { keepCorrections } from './quality/corrections.sql.ts'
import { keepQuality } from './quality/findings.ts'
import { mergeStraight } from './straight.sql.ts'

/** A file that was read and judged. */
export interface Read {
  readonly rows_in: number
  readonly digest: string
  /** Whether codes may come in that no enterprise has yet. */
  readonly has_strangers: boolean
  /** Whether it was compared with what other sources hold. */
  readonly are_compared: boolean
}

/** Merges what is staged into the facts, and keeps what became of it; within a transaction. */
export async function merge(
  session: Session,
  request: LoadRequest,
  { rows_in, digest, has_strangers, are_compared }: Read,
  secondsSoFar: () => number,
  clock: Clock,
): Promise<BatchReport> {
  const { dataset, file, known_at, backfill } = request
  const intake = { batch_id: await nextBatchId(session), known_at, backfill }
  if (has_strangers) await admitStrangers(session, intake.batch_id)
  await freshView(session, dataset, intake, has_strangers)
  if (request.of_firm === undefined) await keepCoverage(session, dataset, intake)
  if (request.complete && dataset.kind === 'month') await keepCompletions(session, dataset, intake)
  await keepTouched(session, dataset)
  const merged = await mergeAll(session, dataset, intake)
  if (merged.corrected + merged.revoked > 0 || (dataset.repaired_on !== undefined && merged.accepted > 0))
    await keepCorrections(session, dataset, intake)
  await keepOpenings(session, dataset)
  await keepQuarantine(session, intake.batch_id)
  await keepQuality(session, request, intake, are_compared)
  const reasons = await reasonsOf(session, intake.batch_id)
  const quarantined = Object.values(reasons).reduce((sum, count) => sum + count, 0)
  const counts = { rows_in, ...merged, quarantined }
  assertSum(file, counts)
  if (request.of_firm !== undefined && quarantined === 0)
    await keepFirmCoverage(session, dataset.id, request.of_firm, intake)
  const seconds = secondsSoFar()
  await keepBatch(session, {
    batch_id: intake.batch_id,
    file,
    dataset: dataset.id,
    ...counts,
    reasons,
    source_id: request.source?.id ?? null,
    file_digest: digest,
    known_at,
    loaded_at: clock(),
    is_complete: request.complete,
    is_backfill: backfill,
    replay_of: request.replay?.batch_id ?? null,
    seconds,
  })
  if (request.replay !== undefined) {
    await markReplayed(session, request.replay.batch_id, request.replay.row_nos, intake.batch_id)
  }
  return { batch_id: intake.batch_id, file, dataset: dataset.id, ...counts, reasons, seconds }
}

async function mergeAll(session: Session, dataset: DatasetDefinition, intake: Intake): Promise<Merged> {
  const { knotted, order } = await untangle(session, dataset)
  const straight = await mergeStraight(session, dataset, intake, order)
  if (knotted === 0) return straight
  const chained = await mergeByChains(session, dataset, intake)
  return {
    accepted: straight.accepted + chained.accepted,
    corrected: straight.corrected + chained.corrected,
    revoked: straight.revoked + chained.revoked,
    already_known: straight.already_known + chained.already_known,
  }
}

function assertSum(
  file: string,
  counts: Merged & { readonly rows_in: number; readonly quarantined: number },
): void {
  const { rows_in, accepted, corrected, revoked, already_known, quarantined } = counts
  const out = accepted + corrected + revoked + already_known + quarantined
  if (out !== rows_in)
    throw new Error(`${file}: ${rows_in} rows in, ${out} accounted for: ${JSON.stringify(counts)}`)
}
