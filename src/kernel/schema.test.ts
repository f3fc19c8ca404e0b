import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { oneOf, readerOf } from '#kernel'

const read = readerOf(
  Type.Object(
    { kind: oneOf(['month', 'event']), lag: Type.Optional(Type.Number()) },
    { additionalProperties: false },
  ),
)

test('a value that fits is read as its type', () => {
  assert.deepEqual(read({ kind: 'month' }, 'x.json'), { kind: 'month' })
})

for (const [value, sentence] of [
  [{ kind: 'week' }, /^x\.json\/kind .*month/],
  [{ kind: 'month', lag: 'a' }, /^x\.json\/lag must be number/],
  [{}, /^x\.json .*kind/],
  [{ kind: 'month', lagg: 1 }, /^x\.json .*lagg/],
  [null, /^x\.json must be object/],
] as const) {
  test(`${JSON.stringify(value)} is refused with its place`, () => {
    assert.throws(() => read(value, 'x.json'), { code: 'schema_mismatch', message: sentence })
  })
}
