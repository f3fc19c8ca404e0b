import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  day,
  dayOf,
  endOf,
  instant,
  instantFromMs,
  lastDayOf,
  month,
  monthsAfter,
  monthText,
  msOf,
  startOf,
  wholeMonths,
} from '#kernel'

for (const [text, expected] of [
  ['2026-06-30', '2026-06-30T15:59:59.999999Z'],
  ['2026-06-30T09:00:00', '2026-06-30T01:00:00.000000Z'],
  ['2026-06-30 09:00', '2026-06-30T01:00:00.000000Z'],
  ['2026-06-30T09:00:00Z', '2026-06-30T09:00:00.000000Z'],
  ['2026-06-30T09:00:00.5+08:00', '2026-06-30T01:00:00.500000Z'],
  ['2026-06-30T09:00:00.123456-0100', '2026-06-30T10:00:00.123456Z'],
] as const) {
  test(`the instant ${text} is ${expected}`, () => assert.equal(instant(text), expected))
}

for (const text of [
  '',
  '2026-6-30',
  '2026-02-29',
  '2026-06-30T25:00',
  '2026-06-30T24:00',
  '2026-06-30T10:61',
  'now',
]) {
  test(`the instant ${JSON.stringify(text)} is refused`, () => {
    assert.throws(() => instant(text), { code: 'bad_instant' })
  })
}

test('a day ends with its last microsecond and begins with its first, in Shanghai', () => {
  assert.equal(endOf(day('2026-01-01')), '2026-01-01T15:59:59.999999Z')
  assert.equal(startOf(day('2026-01-01')), '2025-12-31T16:00:00.000000Z')
  assert.equal(dayOf(instant('2025-12-31T16:00:00Z')), '2026-01-01')
  assert.equal(dayOf(instant('2025-12-31T15:59:59.999999Z')), '2025-12-31')
})

test('months are integers and are written back as they were read', () => {
  assert.equal(month('2024-01'), 2024 * 12)
  assert.equal(monthText(month('2026-12')), '2026-12')
  assert.equal(lastDayOf(month('2024-02')), '2024-02-29')
  assert.throws(() => month('2026-13'), { code: 'bad_month' })
  assert.throws(() => day('2026-04-31'), { code: 'bad_day' })
})

for (const [from, to, months] of [
  ['2026-01-31', '2026-02-27', 0],
  ['2026-01-31', '2026-02-28', 1],
  ['2024-02-29', '2025-02-28', 12],
  ['2025-02-28', '2025-03-27', 0],
  ['2025-02-28', '2025-03-28', 1],
  ['2026-05-10', '2026-05-09', -1],
  ['2026-05-10', '2026-05-10', 0],
] as const) {
  test(`from ${from} to ${to} are ${months} whole months`, () => {
    assert.equal(wholeMonths(day(from), day(to)), months)
    assert.ok(monthsAfter(day(from), months) <= day(to))
    assert.ok(monthsAfter(day(from), months + 1) > day(to))
  })
}

test('an instant keeps its milliseconds through a JavaScript time', () => {
  const at = instant('2026-11-23T08:45:30.123+08:00')
  assert.equal(instantFromMs(msOf(at)), at)
})
