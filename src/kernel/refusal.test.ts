import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal, refusals } from '#kernel'

const refuse = refusals({
  month_not_ended: ['unprocessable', 'month {month} has not ended on {on}'],
})

test('a refusal carries its code, its kind and a sentence with the values in it', () => {
  const refusal = refuse('month_not_ended', { month: '2026-11', on: '2026-11-23' })
  assert.ok(refusal instanceof Refusal)
  assert.equal(refusal.code, 'month_not_ended')
  assert.equal(refusal.kind, 'unprocessable')
  assert.equal(refusal.message, 'month 2026-11 has not ended on 2026-11-23')
})
