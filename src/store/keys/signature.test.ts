import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import sm from 'sm-crypto-v2'
import { generateKey, publicHalf, signerOf, thumbprintOf, verifySignature } from '#store'

const message = Buffer.from('信桥')

for (const suite of ['gm', 'intl'] as const) {
  test(`a signature of ${suite} verifies, and not of another message, key, algorithm or shape`, () => {
    const key = generateKey(suite)
    const { kid, alg, sign } = signerOf(key)
    const signature = { kid, alg, value: sign(message) }
    const open = publicHalf(key)
    assert.equal(kid, thumbprintOf(open))
    assert.ok(verifySignature(open, message, signature))
    assert.ok(!verifySignature(open, Buffer.from('信乔'), signature))
    assert.ok(!verifySignature(publicHalf(generateKey(suite)), message, signature))
    assert.ok(!verifySignature(publicHalf(generateKey(suite === 'gm' ? 'intl' : 'gm')), message, signature))
    assert.ok(!verifySignature(open, message, { ...signature, value: signature.value.slice(2) }))
    const flipped = Buffer.from(signature.value, 'base64url')
    flipped[40] = (flipped[40] ?? 0) ^ 1
    assert.ok(!verifySignature(open, message, { ...signature, value: flipped.toString('base64url') }))
    assert.throws(() => signerOf(open), /public key/)
  })
}

test('OpenSSL verifies an SM2 signature of ours under the standard’s user id', (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'xinqiao-sm2-'))
  t.after(() => rmSync(dir, { recursive: true }))
  const key = generateKey('gm')
  const raw = Buffer.from(signerOf(key).sign(message), 'base64url').toString('hex')
  const point = Buffer.concat([
    Buffer.from([4]),
    Buffer.from(key.x, 'base64url'),
    Buffer.from(key.y, 'base64url'),
  ])
  // SubjectPublicKeyInfo of an EC key on the curve 1.2.156.10197.1.301.
  const info = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex')
  writeFileSync(join(dir, 'key.der'), Buffer.concat([info, point]))
  writeFileSync(join(dir, 'message'), message)
  writeFileSync(join(dir, 'signature'), Buffer.from(derOf(raw), 'hex'))
  const args = ['-verify', '-pubin', '-keyform', 'DER', '-inkey', 'key.der', '-rawin', '-in', 'message']
  const how = ['-sigfile', 'signature', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678']
  try {
    execFileSync('openssl', ['version'])
  } catch {
    return t.skip('no openssl here')
  }
  assert.match(
    execFileSync('openssl', ['pkeyutl', ...args, ...how], { cwd: dir, encoding: 'utf8' }),
    /Success/,
  )
  assert.ok(sm.sm2.doVerifySignature(message, raw, point.toString('hex'), { hash: true }))
})

function derOf(raw: string): string {
  const integers = [raw.slice(0, 64), raw.slice(64)].map((hex) => {
    const bare = hex.replace(/^(00)+/, '')
    const body = Number.parseInt(bare.slice(0, 2), 16) >= 0x80 ? `00${bare}` : bare
    return `02${(body.length / 2).toString(16).padStart(2, '0')}${body}`
  })
  return `30${(integers.join('').length / 2).toString(16).padStart(2, '0')}${integers.join('')}`
}
