import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf } from './moment.ts'

for (const [instant, day] of [
  ['2026-06-30T15:59:59.999999Z', '2026-06-30'],
  ['2026-06-30T16:00:00.000000Z', '2026-07-01'],
] as const) {
  test(`${instant} is ${day} in Shenzhen`, () => assert.equal(dayOf(instant), day))
}
