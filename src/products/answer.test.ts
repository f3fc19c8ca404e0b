import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kernel'
import { isDisplayed } from './answer.ts'

for (const [what, until, is_displayed] of [
  ['the day before its last', '2026-07-01', true],
  ['its last day', '2026-06-30', true],
  ['the day after', '2026-06-29', false],
  ['any day where it has no last', null, true],
] as const) {
  test(`a row is ${is_displayed ? '' : 'not '}displayed on ${what}`, () => {
    assert.equal(isDisplayed(until, day('2026-06-30')), is_displayed)
  })
}
