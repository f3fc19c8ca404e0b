import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { openKeys, rotateKey, verifySignature } from '#store'

const message = Buffer.from('a head')

test('keys are made once, for us alone to read', (t) => {
  const dir = temporary(t)
  const keys = openKeys({ dir, suite: 'gm' })
  assert.deepEqual(openKeys({ dir, suite: 'gm' }).token.public_keys, keys.token.public_keys)
  assert.deepEqual(openKeys({ dir, suite: 'gm' }).salt, keys.salt)
  assert.equal(keys.salt.length, 32)
  assert.equal(statSync(join(dir, 'tree_head.json')).mode & 0o777, 0o600)
  assert.equal(statSync(dir).mode & 0o777, 0o700)
  assert.deepEqual([keys.token.signer.alg, keys.tree_head.signer.alg], ['ES256', 'SM2-with-SM3'])
})

test('a rotated key signs anew, and what the old one signed still verifies', (t) => {
  const dir = temporary(t)
  const { kid, alg, sign } = openKeys({ dir, suite: 'intl' }).receipt.signer
  const value = sign(message)
  const rotated = rotateKey({ dir, suite: 'intl' }, 'receipt')
  assert.notEqual(rotated.signer.kid, kid)
  const old = openKeys({ dir, suite: 'intl' }).receipt.public_keys.find((key) => key.kid === kid)
  assert.ok(old !== undefined && old.d === undefined)
  assert.ok(verifySignature(old, message, { kid, alg, value }))
})

test('a damaged file of keys is refused by its name', (t) => {
  const dir = temporary(t)
  writeFileSync(join(dir, 'token.json'), '{')
  assert.throws(() => openKeys({ dir, suite: 'gm' }), { code: 'keys_unreadable' })
  writeFileSync(join(dir, 'token.json'), '{"keys":[]}')
  assert.throws(() => openKeys({ dir, suite: 'gm' }), { code: 'schema_mismatch' })
})

function temporary(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'xinqiao-keys-'))
  t.after(() => rmSync(dir, { recursive: true }))
  return dir
}
