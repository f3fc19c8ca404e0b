import type { DigestSuite } from '#kernel'
import type { Head } from '../tree/head.ts'
import { hashNode, type Node, rootOf } from '../tree/node.ts'
import type { Findings } from './finding.ts'
import { type Pair, telling } from './pairs.ts'

/** The walk along the leaves, which builds the tree again and holds it against what was stored and signed. */
export interface Walk {
  /** The stored nodes and the heads that the next steps complete. */
  expect(nodes: readonly Node[], heads: readonly Head[]): void
  step(position: number, leaf_hash: Buffer | null): void
  end(): void
}

/** A walk from the first leaf on. */
export function walkOf(suite: DigestSuite, findings: Findings): Walk {
  const open = new Map<number, Buffer | null>()
  const pairs: Pair[] = []
  let stored = new Map<string, Buffer>()
  let heads = new Map<number, Head>()
  let headMatched = true

  // Where the leaves below do not give the stored node, we go on from the stored one: the damage stays where it is.
  const completed = (
    level: number,
    index: number,
    left: Buffer | null,
    right: Buffer | null,
  ): Buffer | null => {
    const node = stored.get(`${level} ${index}`) ?? null
    if (left === null || right === null) return node
    const computed = hashNode(suite, left, right)
    if (node !== null && !node.equals(computed)) {
      if (level === 1) pairs.push({ position: index * 2, left, right, node })
      else findings.add('tree_mismatch', (index + 1) * 2 ** level - 1, null)
    }
    return node ?? computed
  }
  const compareHead = (head: Head): void => {
    const hashes = new Map([...open].flatMap(([level, hash]) => (hash === null ? [] : [[level, hash]])))
    if (hashes.size < open.size) return // a removed leaf at the edge has been named already
    const matches = rootOf(suite, { tree_size: head.tree_size, hashes }).equals(head.root_hash)
    if (!matches && headMatched) findings.add('head_mismatch', head.tree_size - 1, null)
    headMatched = matches
  }
  return {
    expect(nodes, next) {
      stored = new Map(nodes.map(({ level, index, hash }) => [`${level} ${index}`, hash]))
      heads = new Map(next.map((head) => [head.tree_size, head]))
    },
    step(position, leaf_hash) {
      let [level, index, hash] = [0, position, leaf_hash]
      for (let left = open.get(level); left !== undefined; left = open.get(level)) {
        open.delete(level)
        ;[level, index] = [level + 1, Math.floor(index / 2)]
        hash = completed(level, index, left, hash)
      }
      open.set(level, hash)
      const head = heads.get(position + 1)
      if (head !== undefined) compareHead(head)
    },
    end() {
      for (const { problem, position, leaf_hash } of telling(suite, pairs)) {
        findings.add(problem, position, leaf_hash)
      }
    },
  }
}
