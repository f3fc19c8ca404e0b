import type { Tx } from '#store'
import type { Entry } from './entry.ts'
import { type ActWhich, type Erasure, eraseLeavesOf, leafOfAct, type TalesOf, talesOf } from './log.sql.ts'

/** An entry that tells of a subject, and the leaf that proves it. */
export interface Shown {
  readonly leaf_hash: string
  readonly entry: Entry
}

/** A happening that is told to its subject, with its place in the log. */
export interface Told extends Shown {
  readonly leaf_id: number
}

/** Who asked about a subject and was shown something or refused, the newest first, a page at a time. */
export async function askedAbout(tx: Tx, what: TalesOf): Promise<readonly Told[]> {
  const rows = await tx.rows<{ leaf_id: number; leaf_hash: Buffer; entry: string }>(talesOf(what))
  return rows.map(({ leaf_id, leaf_hash, entry }) => ({
    leaf_id,
    leaf_hash: leaf_hash.toString('hex'),
    entry: JSON.parse(entry),
  }))
}

/** The leaf hash of the act by which a consent came to its version: its receipt. Null where it was erased. */
export async function receiptOf(tx: Tx, which: ActWhich): Promise<string | null> {
  const [leaf] = await tx.rows<{ leaf_hash: Buffer }>(leafOfAct(which))
  return leaf?.leaf_hash.toString('hex') ?? null
}

/** Erases what the log says of a subject, and its salts; leaves and proofs stay. Gives back how many entries went. */
export function eraseSubject(tx: Tx, erasure: Erasure): Promise<number> {
  return tx.run(eraseLeavesOf(erasure))
}
