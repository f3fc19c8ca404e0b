import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { openKeys, rotateLock } from '#store'
import { lockOf, newLockKey } from './lock.ts'

test('what is locked opens to the same text, looks different each time and does not hold it', () => {
  const { lock, unlock } = lockOf([newLockKey()])
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (secret) => {
      const [one, other] = [lock(secret, 'of p1'), lock(secret, 'of p1')]
      assert.notDeepEqual(one.locked, other.locked)
      assert.equal(unlock(one, 'of p1'), secret)
    }),
  )
  const { locked } = lock('JBSWY3DPEHPK3PXP', 'of p1')
  assert.ok(!Buffer.from(locked).includes('JBSWY3DP'))
})

test('a secret opens for what it belongs to, with its own key, and whole', () => {
  const key = newLockKey()
  const { lock, unlock } = lockOf([key])
  const kept = lock('secret', 'of p1')
  const damaged = { code: 'secret_damaged', kind: 'unavailable' }
  assert.throws(() => unlock(kept, 'of p2'), damaged)
  const another = { ...newLockKey(), key_id: key.key_id }
  assert.throws(() => lockOf([another]).unlock(kept, 'of p1'), damaged)
  for (let byte = 0; byte < kept.locked.length; byte++) {
    const locked = Uint8Array.from(kept.locked)
    locked[byte] = (locked[byte] ?? 0) ^ 1
    assert.throws(() => unlock({ ...kept, locked }, 'of p1'), damaged)
    assert.throws(() => unlock({ ...kept, locked: kept.locked.subarray(0, byte) }, 'of p1'), damaged)
  }
  assert.throws(() => lockOf([newLockKey()]).unlock(kept, 'of p1'), { code: 'secret_key_missing' })
})

test('the key is made once, for us alone to read, and a new one leaves the old one its secrets', () => {
  const dir = mkdtempSync(join(tmpdir(), 'xinqiao-lock-'))
  try {
    const old = openKeys({ dir, suite: 'gm' }).lock.lock('before', 'of p1')
    assert.equal(statSync(join(dir, 'lock.json')).mode & 0o777, 0o600)
    const { key_id } = rotateLock({ dir, suite: 'gm' }).lock('after', 'of p1')
    assert.notEqual(key_id, old.key_id)
    const { lock } = openKeys({ dir, suite: 'gm' })
    assert.equal(lock.unlock(old, 'of p1'), 'before')
    assert.equal(lock.lock('now', 'of p1').key_id, key_id)
    assert.ok(!readFileSync(join(dir, 'lock.json'), 'utf8').includes('before'))
  } finally {
    rmSync(dir, { recursive: true })
  }
})
