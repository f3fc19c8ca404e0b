import { anythingShown } from '#audit'
import { type Instant, instantFromMs, msOf } from '#kernel'
import type { Store, Tx } from '#store'
import { type CorrectionKind, lastCorrected, nextCorrections } from '#themes'
import type { Warehouse } from '#warehouse'
import {
  correctionsTo,
  type Fallen,
  type FallenBy,
  insertCorrections,
  keepTold,
  toldUntil,
} from './corrections.sql.ts'

/** Something that an institution was shown and that does not stand any more. */
export interface CorrectionEvent {
  readonly correction_id: number
  readonly institution_id: string
  readonly uscc: string
  readonly kind: CorrectionKind
  readonly dataset: string
  readonly product_id: string
  /** When it was shown last, and the leaf that proves it. */
  readonly shown_at: Instant
  readonly leaf_hash: string
  readonly made_at: Instant
}

/** How far back those are told who were shown a wrong value: REQ-OBJ-02, 180 days [P]. */
const told_days = 180
const day_ms = 86_400_000
const firms_at_once = 5_000

/**
 * Tells every institution that was shown what the batches since the last time corrected, revoked or stopped. Begins
 * again where it was ended, and tells nobody twice. Gives back how many batches it went through.
 */
export async function tellCorrections(warehouse: Warehouse, store: Store, now: Instant): Promise<number> {
  const shown = await store.rows(anythingShown)
  if (shown.length === 0) {
    await store.run(keepTold(await lastCorrected(warehouse)))
    return 0
  }
  const told = await store.rows<{ batch_id: number }>(toldUntil)
  let [after, done] = [told[0]?.batch_id ?? 0, 0]
  for (;;) {
    const corrections = await nextCorrections(warehouse, after)
    const [first] = corrections
    if (first === undefined) return done
    const { batch_id, dataset } = first
    await store.transaction(async (tx) => {
      await tellFallen(tx, corrections, { dataset, batch_id, annotation_id: null }, now)
      await tx.run(keepTold(batch_id))
    })
    after = batch_id
    done += 1
  }
}

/** Tells every institution that was shown what does not stand any more, within a transaction. */
export async function tellFallen(
  tx: Tx,
  fallen: readonly Fallen[],
  by: FallenBy,
  now: Instant,
): Promise<void> {
  const since = instantFromMs(msOf(now) - told_days * day_ms)
  for (let from = 0; from < fallen.length; from += firms_at_once)
    await tx.run(insertCorrections(fallen.slice(from, from + firms_at_once), by, since, now))
}

/** What institutions were shown that does not stand any more, after a correction, the oldest first. */
export function correctionsOf(
  tx: Tx,
  institutions: readonly string[],
  after: number,
  most: number,
): Promise<readonly CorrectionEvent[]> {
  return tx.rows<CorrectionEvent>(correctionsTo(institutions, after, most))
}
