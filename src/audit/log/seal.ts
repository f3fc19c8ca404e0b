import type { Clock } from '#kernel'
import type { Signer, Store, Tx } from '#store'
import { type Head, headMessage, latestHead } from '../tree/head.ts'
import { type Frontier, frontierPlaces, grown, type Node, rootOf } from '../tree/node.ts'
import { insertHead, insertNodes, nodesAt } from '../tree/tree.sql.ts'
import { anyUnsealed, insertPositions, lockSealing, takeUnsealed } from './log.sql.ts'
import type { AuditLog } from './open.ts'

export interface SealSettings {
  readonly log: AuditLog
  readonly signer: Signer
  readonly clock: Clock
}

const leaves_at_once = 10_000

/** Seals every leaf that is committed and waits, and gives back the head over them; null where none waited. */
export async function seal(store: Store, settings: SealSettings): Promise<Head | null> {
  let head: Head | null = null
  while (await isWaiting(store)) {
    head = (await store.transaction((tx) => sealSome(tx, settings))) ?? head
  }
  return head
}

async function isWaiting(store: Store): Promise<boolean> {
  const [row] = await store.rows<{ waiting: boolean }>(anyUnsealed())
  return row?.waiting === true
}

async function sealSome(tx: Tx, { log: { suite }, signer, clock }: SealSettings): Promise<Head | null> {
  await tx.rows(lockSealing())
  const leaves = await tx.rows<{ leaf_id: number; leaf_hash: Buffer }>(takeUnsealed(leaves_at_once))
  if (leaves.length === 0) return null // another sealer was first
  const before = await frontierOf(tx)
  const hashes = leaves.map(({ leaf_hash }) => leaf_hash)
  const { frontier, nodes } = grown(suite, before, hashes)
  await tx.run(insertPositions(before.tree_size, leaves))
  await tx.run(insertNodes(nodes.filter(({ level }) => level > 0)))
  const unsigned = {
    tree_size: frontier.tree_size,
    root_hash: rootOf(suite, frontier),
    digest_suite: suite,
    signed_at: clock(),
  }
  const { kid, alg } = signer
  const head = { ...unsigned, kid, alg, signature: signer.sign(headMessage(unsigned)) }
  await tx.run(insertHead(head))
  return head
}

async function frontierOf(tx: Tx): Promise<Frontier> {
  const tree_size = (await latestHead(tx))?.tree_size ?? 0
  const places = frontierPlaces(tree_size)
  const nodes = await tx.rows<Node>(nodesAt(places))
  if (nodes.length !== places.length)
    throw new Error('the right edge of the tree is incomplete: verify the log')
  return { tree_size, hashes: new Map(nodes.map(({ level, hash }) => [level, hash])) }
}
