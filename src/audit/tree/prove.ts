import type { DigestSuite, Instant } from '#kernel'
import type { Tx } from '#store'
import { refuse } from '../refusals.ts'
import type { Head } from './head.ts'
import { decomposed, hashNode, type Node } from './node.ts'
import { consistencyPath, inclusionPath, type Range } from './path.ts'
import { headOf, nodesAt, placeOfLeaf } from './tree.sql.ts'

/** That a leaf stands in the tree of a signed head. */
export interface InclusionProof {
  readonly head: Head
  readonly leaf_index: number
  readonly path: readonly Buffer[]
}

/** That the tree of one signed head begins with all of another's. */
export interface ConsistencyProof {
  readonly first: Head
  readonly second: Head
  readonly path: readonly Buffer[]
}

/**
 * The proof of a leaf in the latest signed head, or in the one of the size that is named. Refuses with
 * `leaf_unknown`, `leaf_not_sealed`, `tree_size_unknown`.
 */
export async function inclusionProof(
  tx: Tx,
  { leaf_hash, tree_size }: { readonly leaf_hash: Buffer; readonly tree_size?: number },
): Promise<InclusionProof> {
  const leaf_index = await positionOf(tx, leaf_hash)
  const head = await headAt(tx, tree_size ?? null)
  if (leaf_index >= head.tree_size) throw refuse('tree_size_unknown', { tree_size: head.tree_size })
  const ranges = inclusionPath(leaf_index, { from: 0, to: head.tree_size })
  return { head, leaf_index, path: await rootsOf(tx, head.digest_suite, ranges) }
}

/** The proof between two signed heads. Refuses with `tree_size_unknown`, and a tree larger than the second. */
export async function consistencyProof(
  tx: Tx,
  { first_size, second_size }: { readonly first_size: number; readonly second_size: number },
): Promise<ConsistencyProof> {
  if (first_size > second_size) {
    throw refuse('proof_malformed', { problem: `a tree of ${first_size} leaves in one of ${second_size}` })
  }
  const first = await headAt(tx, first_size)
  const second = await headAt(tx, second_size)
  const ranges = consistencyPath(first_size, { from: 0, to: second_size })
  return { first, second, path: await rootsOf(tx, second.digest_suite, ranges) }
}

async function positionOf(tx: Tx, leaf_hash: Buffer): Promise<number> {
  const [place] = await tx.rows<{ position: number | null; seal_by: Instant }>(placeOfLeaf(leaf_hash))
  const hex = leaf_hash.toString('hex')
  if (place === undefined) throw refuse('leaf_unknown', { leaf_hash: hex })
  if (place.position === null) {
    throw refuse('leaf_not_sealed', { leaf_hash: hex, seal_by: place.seal_by })
  }
  return place.position
}

async function headAt(tx: Tx, tree_size: number | null): Promise<Head> {
  const [head] = await tx.rows<Head>(headOf(tree_size))
  if (head === undefined) throw refuse('tree_size_unknown', { tree_size: tree_size ?? 0 })
  return head
}

// A range is a complete subtree, which is stored, or the right edge, which is folded from a few that are.
async function rootsOf(tx: Tx, suite: DigestSuite, ranges: readonly Range[]): Promise<readonly Buffer[]> {
  const parts = ranges.map(({ from, to }) => decomposed(from, to))
  const nodes = await tx.rows<Node>(nodesAt(parts.flat()))
  const hashes = new Map(nodes.map(({ level, index, hash }) => [`${level} ${index}`, hash]))
  return parts.map((places) =>
    places
      .map(({ level, index }) => {
        const hash = hashes.get(`${level} ${index}`)
        if (hash === undefined)
          throw new Error(`the tree lacks node ${index} of level ${level}: verify the log`)
        return hash
      })
      .reduceRight((right, left) => hashNode(suite, left, right)),
  )
}
