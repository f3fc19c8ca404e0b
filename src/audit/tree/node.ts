import { type DigestSuite, digest } from '#kernel'

const leaf_prefix = Buffer.from([0])
const node_prefix = Buffer.from([1])

/** The hash of a leaf (RFC 9162 2.1.1). */
export function hashLeaf(suite: DigestSuite, data: Uint8Array): Buffer {
  return digest(suite, leaf_prefix, data)
}

/** The hash of a node over its two children. */
export function hashNode(suite: DigestSuite, left: Uint8Array, right: Uint8Array): Buffer {
  return digest(suite, node_prefix, left, right)
}

/** A complete subtree of 2^level leaves: the `index`-th of its level, counted from the left. */
export interface Place {
  readonly level: number
  readonly index: number
}

export interface Node extends Place {
  readonly hash: Buffer
}

/** The complete subtrees that stand side by side in a tree of so many leaves, one a level at most. */
export interface Frontier {
  readonly tree_size: number
  readonly hashes: ReadonlyMap<number, Buffer>
}

/** The places of the frontier of a tree of so many leaves, the lowest level first. */
export function frontierPlaces(tree_size: number): readonly Place[] {
  return decomposed(0, tree_size).reverse()
}

/** A tree with more leaves, and the nodes that became complete by them; leaves themselves are nodes of level 0. */
export function grown(
  suite: DigestSuite,
  { tree_size, hashes }: Frontier,
  leaves: readonly Buffer[],
): { readonly frontier: Frontier; readonly nodes: readonly Node[] } {
  const open = new Map(hashes)
  const nodes: Node[] = []
  for (const [offset, leaf] of leaves.entries()) {
    let node: Node = { level: 0, index: tree_size + offset, hash: leaf }
    nodes.push(node)
    for (let left = open.get(node.level); left !== undefined; left = open.get(node.level)) {
      open.delete(node.level)
      node = above(node, hashNode(suite, left, node.hash))
      nodes.push(node)
    }
    open.set(node.level, node.hash)
  }
  return { frontier: { tree_size: tree_size + leaves.length, hashes: open }, nodes }
}

/** The root of a tree from its frontier. An empty tree's root is the hash of nothing. */
export function rootOf(suite: DigestSuite, { hashes }: Frontier): Buffer {
  const [lowest, ...higher] = [...hashes.entries()].sort(([a], [b]) => a - b).map(([, hash]) => hash)
  if (lowest === undefined) return digest(suite)
  return higher.reduce((right, left) => hashNode(suite, left, right), lowest)
}

/** The complete subtrees that make up the leaves [from, to), from the left; `from` begins a subtree. */
export function decomposed(from: number, to: number): Place[] {
  const places: Place[] = []
  for (let at = from; at < to; ) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level++
    places.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return places
}

function above({ level, index }: Place, hash: Buffer): Node {
  return { level: level + 1, index: Math.floor(index / 2), hash }
}
