import type { DigestSuite, Instant } from '#kernel'
import type { Jwk, Store, Tx } from '#store'
import { type Head, isSigned } from '../tree/head.ts'
import { faultOf } from './content.ts'
import { type Finding, type Findings, findingsOf, type Problem } from './finding.ts'
import { headsAfter, type Kept, keptLeaves, lostLeaves, nodesWithin, sizeOfLog } from './verify.sql.ts'
import { walkOf } from './walk.ts'

export type { Finding, Problem }

/** What a verification of the whole log found. */
export interface AuditReport {
  readonly digest_suite: DigestSuite
  readonly leaves: number
  readonly erased: number
  readonly heads: number
  readonly unsealed: number
  /** Nothing was altered, removed, reordered or left unsealed, and every head is signed. */
  readonly sound: boolean
  readonly findings: readonly Finding[]
  /** Findings beyond those that are listed. */
  readonly more_findings: number
}

export interface VerifySettings {
  readonly at: Instant
  /** The public halves of all keys that ever signed a head. */
  readonly keys: readonly Jwk[]
}

const batch = 4096

/**
 * Walks every leaf, node and head, and names each entry that was altered, removed or reordered, each leaf past its
 * time to be sealed, and each head whose signature or root fails. Memory does not grow with the log.
 */
export async function verify(store: Store, settings: VerifySettings): Promise<AuditReport> {
  const still = { isolation: 'repeatable read', read_only: true } as const
  return store.transaction((tx) => verifyAll(tx, settings), still)
}

async function verifyAll(tx: Tx, settings: VerifySettings): Promise<AuditReport> {
  const findings = findingsOf()
  const [size] = await tx.rows<Size>(sizeOfLog())
  if (size === undefined) throw new Error('there is no audit log here')
  const heads = await checkHeads(tx, settings.keys, findings)
  const leaves = Math.max(size.positions, heads.largest)
  const erased = await checkLeaves(tx, size.digest_suite, leaves, heads.largest, findings)
  for (const { leaf_hash, overdue } of await tx.rows<Lost>(lostLeaves(settings.at))) {
    findings.add(overdue ? 'overdue' : 'unlisted', null, leaf_hash)
  }
  const { digest_suite, unsealed } = size
  return { digest_suite, leaves, erased, heads: heads.count, unsealed, ...findings.report() }
}

interface Size {
  readonly digest_suite: DigestSuite
  readonly positions: number
  readonly unsealed: number
}

interface Lost {
  readonly leaf_hash: Buffer
  readonly overdue: boolean
}

async function checkHeads(
  tx: Tx,
  keys: readonly Jwk[],
  findings: Findings,
): Promise<{ readonly count: number; readonly largest: number }> {
  let [count, largest, last] = [0, 0, -1]
  for (;;) {
    const heads = await tx.rows<Head>(headsAfter(last, batch))
    for (const head of heads) {
      count++
      if (isSigned(head, keys)) largest = head.tree_size
      else findings.add('head_unsigned', head.tree_size - 1, null)
    }
    const end = heads.at(-1)
    if (end === undefined) return { count, largest }
    last = end.tree_size
  }
}

async function checkLeaves(
  tx: Tx,
  suite: DigestSuite,
  leaves: number,
  headed: number,
  findings: Findings,
): Promise<number> {
  const walk = walkOf(suite, findings)
  let erased = 0
  for (let from = 0; from < leaves; from += batch) {
    const to = Math.min(from + batch, leaves)
    const kept = new Map((await tx.rows<Kept>(keptLeaves(from, to))).map((leaf) => [leaf.position, leaf]))
    walk.expect(await tx.rows(nodesWithin(from, to)), await tx.rows<Head>(headsAfter(from, to - from, to)))
    for (let position = from; position < to; position++) {
      const leaf = kept.get(position)
      const fault = faultOf(suite, leaf)
      if (fault !== null) findings.add(fault, position, leaf?.leaf_hash ?? null)
      if (leaf?.erased === true) erased++
      if (position >= headed) findings.add('unheaded', position, leaf?.leaf_hash ?? null)
      walk.step(position, leaf?.leaf_hash ?? null)
    }
  }
  walk.end()
  return erased
}
