import { type Instant, instantFromMs, msOf } from '#kernel'
import type { Sql } from '#sql'
import type { Tx } from '#store'
import { type Entry, entryText, leafHashOf } from './entry.ts'
import { insertLeaves, leavesWritten } from './log.sql.ts'
import type { AuditLog } from './open.ts'

/** What the asker takes away: the leaf's hash in hexadecimal, and the instant by which it will be sealed. */
export interface LeafReceipt {
  readonly leaf_hash: string
  readonly seal_by: Instant
}

/** An entry with its salt, as it will stand in the log, and the receipt that it will have. */
export interface Leaf {
  readonly entry: Entry
  readonly text: string
  readonly salt: Uint8Array
  readonly receipt: LeafReceipt
}

// A sealer works every 200 ms; a minute leaves room for a restart after a crash.
const seal_within_ms = 60_000

/** The leaf of an entry, salted and not yet written: its receipt can be kept beside what is written with it. */
export function leafOf({ suite, random }: AuditLog, entry: Entry): Leaf {
  const salt = random(32)
  const text = entryText(entry)
  const leaf_hash = leafHashOf(suite, salt, text).toString('hex')
  const receipt = { leaf_hash, seal_by: instantFromMs(msOf(entry.at) + seal_within_ms) }
  return { entry, text, salt, receipt }
}

/** Writes leaves, in one statement. They count once `tx` commits. */
async function appendLeaves(tx: Tx, leaves: readonly Leaf[]): Promise<void> {
  await tx.run(insertLeaves(leaves, seal_within_ms))
}

/** The same as a part of a larger statement: its expressions `leaf` and `waiting`, written only where `condition` holds. */
export function leavesPart(leaves: readonly Leaf[], condition: Sql): Sql {
  return leavesWritten(leaves, seal_within_ms, condition)
}

/** Appends entries, in one statement, and gives back their receipts in the same order. They count once `tx` commits. */
export async function append(
  tx: Tx,
  log: AuditLog,
  entries: readonly Entry[],
): Promise<readonly LeafReceipt[]> {
  const leaves = entries.map((entry) => leafOf(log, entry))
  await appendLeaves(tx, leaves)
  return leaves.map(({ receipt }) => receipt)
}
