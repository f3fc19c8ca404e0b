import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  append,
  consistencyProof,
  inclusionProof,
  latestHead,
  seal,
  verifyConsistency,
  verifyInclusion,
} from '#audit'
import { entries, openTestLog } from '#audit/testing'
import { digest } from '#kernel'
import { hashLeaf, hashNode } from './node.ts'

test('every leaf of every size up to 21 is proven, and every two sizes are consistent', async () => {
  await using log = await openTestLog()
  const leaves: Buffer[] = []
  for (const entry of entries(21)) {
    const [receipt] = await log.store.transaction((tx) => append(tx, log.log, [entry]))
    leaves.push(Buffer.from(receipt?.leaf_hash ?? '', 'hex'))
    await seal(log.store, log.sealing)
  }
  for (let tree_size = 1; tree_size <= leaves.length; tree_size++) {
    for (const [leaf_index, leaf_hash] of leaves.slice(0, tree_size).entries()) {
      const proof = await inclusionProof(log.store, { leaf_hash, tree_size })
      const { root_hash } = proof.head
      assert.deepEqual(root_hash, naiveRoot(leaves.slice(0, tree_size)))
      assert.equal(proof.leaf_index, leaf_index)
      assert.ok(
        verifyInclusion({ suite: 'intl', leaf_hash, leaf_index, tree_size, root_hash, path: proof.path }),
      )
    }
    const { first, second, path } = await consistencyProof(log.store, {
      first_size: tree_size,
      second_size: leaves.length,
    })
    const roots = { first_root: first.root_hash, second_root: second.root_hash }
    const sizes = { first_size: tree_size, second_size: leaves.length }
    assert.ok(verifyConsistency({ suite: 'intl', ...sizes, ...roots, path }))
  }
})

test('a leaf that nobody knows, one not yet sealed and a size without a head are refused', async () => {
  await using log = await openTestLog()
  const [first] = await log.store.transaction((tx) => append(tx, log.log, entries(1)))
  const leaf_hash = Buffer.from(first?.leaf_hash ?? '', 'hex')
  await assert.rejects(inclusionProof(log.store, { leaf_hash }), { code: 'leaf_not_sealed' })
  await assert.rejects(inclusionProof(log.store, { leaf_hash: digest('intl', 'x') }), {
    code: 'leaf_unknown',
  })
  await seal(log.store, log.sealing)
  assert.equal((await latestHead(log.store))?.tree_size, 1)
  await assert.rejects(inclusionProof(log.store, { leaf_hash, tree_size: 2 }), { code: 'tree_size_unknown' })
  const sizes = { first_size: 0, second_size: 1 }
  await assert.rejects(consistencyProof(log.store, sizes), { code: 'tree_size_unknown' })
})

test('leaf and node are prefixed as RFC 9162 says', () => {
  assert.deepEqual(hashLeaf('intl', Buffer.alloc(0)), digest('intl', Buffer.from([0])))
  assert.deepEqual(hashNode('gm', Buffer.from('a'), Buffer.from('b')), digest('gm', '\x01ab'))
})

function naiveRoot(leaves: readonly Buffer[]): Buffer {
  const [only = Buffer.alloc(0)] = leaves
  if (leaves.length === 1) return only
  const half = 2 ** Math.ceil(Math.log2(leaves.length) - 1)
  return hashNode('intl', naiveRoot(leaves.slice(0, half)), naiveRoot(leaves.slice(half)))
}
