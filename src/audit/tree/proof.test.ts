import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { verifyConsistency, verifyInclusion } from '#audit'

const folder = join('..', 'shared', 'data', 'merkle')
const here = existsSync(folder)
const skip = here ? false : 'the vectors of ../shared/data/merkle are not here'

interface Vector {
  readonly proof: readonly string[] | null
  readonly [field: string]: unknown
}

for (const number of [0, 1, 2, 3, 4]) {
  test(`inclusion vector ${number} verifies, and not with any byte flipped`, { skip }, () => {
    const vector = read(`inclusion-${number}.json`)
    const proof = {
      suite: 'intl' as const,
      leaf_hash: bytes(vector.leafHash),
      leaf_index: Number(vector.leafIdx),
      tree_size: Number(vector.treeSize),
      root_hash: bytes(vector.root),
      path: (vector.proof ?? []).map(bytes),
    }
    assert.ok(verifyInclusion(proof))
    for (const leaf_hash of flips(proof.leaf_hash)) assert.ok(!verifyInclusion({ ...proof, leaf_hash }))
    for (const root_hash of flips(proof.root_hash)) assert.ok(!verifyInclusion({ ...proof, root_hash }))
    for (const path of flipsOfPath(proof.path)) assert.ok(!verifyInclusion({ ...proof, path }))
    assert.ok(!verifyInclusion({ ...proof, path: [...proof.path, proof.root_hash] }))
    if (proof.path.length > 0) assert.ok(!verifyInclusion({ ...proof, path: proof.path.slice(1) }))
    const empty = { ...proof, leaf_hash: Buffer.alloc(0) }
    assert.throws(() => verifyInclusion(empty), { code: 'proof_malformed' })
    const outside = { ...proof, leaf_index: proof.tree_size }
    assert.throws(() => verifyInclusion(outside), { code: 'proof_malformed' })
  })

  test(`consistency vector ${number} verifies, and not with any byte flipped`, { skip }, () => {
    const vector = read(`consistency-${number}.json`)
    const proof = {
      suite: 'intl' as const,
      first_size: Number(vector.size1),
      second_size: Number(vector.size2),
      first_root: bytes(vector.root1),
      second_root: bytes(vector.root2),
      path: (vector.proof ?? []).map(bytes),
    }
    assert.ok(verifyConsistency(proof))
    for (const first_root of flips(proof.first_root)) {
      assert.ok(!verifyConsistency({ ...proof, first_root }))
    }
    for (const second_root of flips(proof.second_root)) {
      assert.ok(!verifyConsistency({ ...proof, second_root }))
    }
    for (const path of flipsOfPath(proof.path)) assert.ok(!verifyConsistency({ ...proof, path }))
    assert.throws(() => verifyConsistency({ ...proof, first_size: 0 }), { code: 'proof_malformed' })
    const larger = { ...proof, first_size: proof.second_size + 1 }
    assert.throws(() => verifyConsistency(larger), { code: 'proof_malformed' })
  })
}

function read(name: string): Vector {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'))
}

function bytes(base64: unknown): Buffer {
  return Buffer.from(String(base64), 'base64')
}

function flips(hash: Buffer): readonly Buffer[] {
  return [...hash].map((byte, at) =>
    Buffer.from([...hash.subarray(0, at), byte ^ 1, ...hash.subarray(at + 1)]),
  )
}

function flipsOfPath(path: readonly Buffer[]): readonly (readonly Buffer[])[] {
  return path.flatMap((hash, at) => flips(hash).map((flipped) => path.with(at, flipped)))
}
