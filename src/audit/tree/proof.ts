import type { DigestSuite } from '#kernel'
import { refuse } from '../refusals.ts'
import { hashNode } from './node.ts'

export interface Inclusion {
  readonly suite: DigestSuite
  readonly leaf_hash: Uint8Array
  readonly leaf_index: number
  readonly tree_size: number
  readonly root_hash: Uint8Array
  readonly path: readonly Uint8Array[]
}

/** Whether a leaf stands at its index in the tree of that root (RFC 9162 2.1.3.2). Refuses what is no proof at all. */
export function verifyInclusion(proof: Inclusion): boolean {
  const { suite, leaf_hash, leaf_index, tree_size, root_hash, path } = proof
  if (leaf_hash.length === 0) throw refuse('proof_malformed', { problem: 'the leaf hash is empty' })
  if (leaf_index < 0 || leaf_index >= tree_size) {
    throw refuse('proof_malformed', { problem: `leaf ${leaf_index} is not below tree size ${tree_size}` })
  }
  let [at, last] = [leaf_index, tree_size - 1]
  let hash = leaf_hash
  for (const sibling of path) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      hash = hashNode(suite, sibling, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)]
    } else {
      hash = hashNode(suite, hash, sibling)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && same(hash, root_hash)
}

export interface Consistency {
  readonly suite: DigestSuite
  readonly first_size: number
  readonly second_size: number
  readonly first_root: Uint8Array
  readonly second_root: Uint8Array
  readonly path: readonly Uint8Array[]
}

/**
 * Whether the second tree begins with all of the first (RFC 9162 2.1.4.2). Refuses what is no proof at all: an
 * empty tree is consistent with any, which proves nothing.
 */
export function verifyConsistency(proof: Consistency): boolean {
  const { suite, first_size, second_size, first_root, second_root, path } = proof
  if (first_size < 1 || first_size > second_size) {
    throw refuse('proof_malformed', { problem: `a tree of ${first_size} leaves in one of ${second_size}` })
  }
  if (first_size === second_size) return path.length === 0 && same(first_root, second_root)
  const [start, ...rest] = isPowerOfTwo(first_size) ? [first_root, ...path] : path
  if (start === undefined) return false
  let [at, last] = [first_size - 1, second_size - 1]
  while (at % 2 === 1) [at, last] = [half(at), half(last)]
  let [first, second] = [start, start]
  for (const sibling of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      first = hashNode(suite, sibling, first)
      second = hashNode(suite, sibling, second)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)]
    } else {
      second = hashNode(suite, second, sibling)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && same(first, first_root) && same(second, second_root)
}

function half(n: number): number {
  return Math.floor(n / 2)
}

function isPowerOfTwo(n: number): boolean {
  return Number.isInteger(Math.log2(n))
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
