import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gb18030Encoder } from './gb18030.ts'

const encode = gb18030Encoder()

for (const [text, bytes] of [
  ['a1,', '61312c'],
  ['示例', 'cabec0fd'],
  ['（2025）', 'a3a832303235a3a9'],
  ['㐀', '8139ee39'],
] as const) {
  test(`${text} is ${bytes} in GB18030`, () => {
    assert.equal(Buffer.from(encode(text)).toString('hex'), bytes)
  })
}

test('what is written is read back as it was, across the basic plane', () => {
  const units = Array.from({ length: 0xd800 }, (_, unit) => String.fromCharCode(unit)).join('')
  assert.equal(new TextDecoder('gb18030').decode(encode(units.slice(1))), units.slice(1))
})

test('a character beyond the basic plane is a bug', () => {
  assert.throws(() => encode('𠮷'), /basic plane/)
})
