import type { DigestSuite } from '#kernel'
import { hashNode } from '../tree/node.ts'
import type { Problem } from './finding.ts'

/** Two neighbouring leaves that do not give the node which is stored above them. */
export interface Pair {
  readonly position: number
  readonly left: Buffer
  readonly right: Buffer
  readonly node: Buffer
}

interface Told {
  readonly problem: Problem
  readonly position: number
  readonly leaf_hash: Buffer
}

// Each pair is tried with each leaf of each other: a thousand pairs would be four million hashes.
const tried_at_most = 256

/**
 * Which leaf of each pair is the wrong one. A leaf is reordered where the node comes out right with another pair's
 * leaf in its place, or with the two exchanged; where nothing fits, the pair is named whole.
 */
export function telling(suite: DigestSuite, pairs: readonly Pair[]): readonly Told[] {
  const strays = pairs.slice(0, tried_at_most).flatMap(({ left, right }) => [left, right])
  return pairs.flatMap((pair): readonly Told[] => {
    const both = [leftOf(pair), rightOf(pair)]
    const fits = (left: Buffer, right: Buffer): boolean => hashNode(suite, left, right).equals(pair.node)
    if (fits(pair.right, pair.left)) return both.map((leaf) => ({ problem: 'reordered', ...leaf }))
    if (strays.some((stray) => fits(stray, pair.right))) return [{ problem: 'reordered', ...leftOf(pair) }]
    if (strays.some((stray) => fits(pair.left, stray))) return [{ problem: 'reordered', ...rightOf(pair) }]
    return both.map((leaf) => ({ problem: 'tree_mismatch', ...leaf }))
  })
}

function leftOf({ position, left }: Pair): Omit<Told, 'problem'> {
  return { position, leaf_hash: left }
}

function rightOf({ position, right }: Pair): Omit<Told, 'problem'> {
  return { position: position + 1, leaf_hash: right }
}
