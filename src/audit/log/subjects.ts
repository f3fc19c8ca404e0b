import type { Tx } from '#store'
import type { Entry } from './entry.ts'
import { type Erasure, eraseLeavesOf, leavesOf, type ShownWhat } from './log.sql.ts'

/** An entry that tells of a subject, and the leaf that proves it. */
export interface Shown {
  readonly leaf_hash: string
  readonly entry: Entry
}

/** What was shown of a subject as of a span of time, to whom: the readers of a value that turns out wrong. */
export async function shownTo(tx: Tx, what: ShownWhat): Promise<readonly Shown[]> {
  const rows = await tx.rows<{ leaf_hash: Buffer; entry: string }>(leavesOf(what))
  return rows.map(({ leaf_hash, entry }) => ({
    leaf_hash: leaf_hash.toString('hex'),
    entry: JSON.parse(entry),
  }))
}

/** Erases what the log says of a subject, and its salts; leaves and proofs stay. Gives back how many entries went. */
export function eraseSubject(tx: Tx, erasure: Erasure): Promise<number> {
  return tx.run(eraseLeavesOf(erasure))
}
