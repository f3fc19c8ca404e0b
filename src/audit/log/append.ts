import { type Instant, instantFromMs, msOf } from '#kernel'
import type { Tx } from '#store'
import { type Entry, entryText, leafHashOf } from './entry.ts'
import { insertLeaves } from './log.sql.ts'
import type { AuditLog } from './open.ts'

/** What the asker takes away: the leaf's hash in hexadecimal, and the instant by which it will be sealed. */
export interface LeafReceipt {
  readonly leaf_hash: string
  readonly seal_by: Instant
}

// A sealer works every 200 ms; a minute leaves room for a restart after a crash.
const seal_within_ms = 60_000

/** Appends entries, in one statement, and gives back their receipts in the same order. They count once `tx` commits. */
export async function append(
  tx: Tx,
  { suite, random }: AuditLog,
  entries: readonly Entry[],
): Promise<readonly LeafReceipt[]> {
  const leaves = entries.map((entry) => {
    const salt = random(32)
    const text = entryText(entry)
    return { entry, text, salt, leaf_hash: leafHashOf(suite, salt, text) }
  })
  await tx.run(insertLeaves(leaves, seal_within_ms))
  return leaves.map(({ entry, leaf_hash }) => ({
    leaf_hash: leaf_hash.toString('hex'),
    seal_by: instantFromMs(msOf(entry.at) + seal_within_ms),
  }))
}
