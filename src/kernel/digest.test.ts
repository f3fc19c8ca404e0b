import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson, digestHex } from '#kernel'

test('SM3 of abc is the standard’s vector (GB/T 32905-2016, A.1)', () => {
  assert.equal(digestHex('gm', 'abc'), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
})

test('SHA-256 of abc is the standard’s vector (FIPS 180-4)', () => {
  assert.equal(
    digestHex('intl', 'a', 'bc'),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

test('canonical JSON sorts keys, leaves no spaces and drops what is undefined', () => {
  assert.equal(
    canonicalJson({ b: [1, 'x', null], a: { d: true, c: 0.5 } }),
    '{"a":{"c":0.5,"d":true},"b":[1,"x",null]}',
  )
  assert.throws(() => canonicalJson(Number.NaN))
})
