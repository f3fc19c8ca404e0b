import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { month, monthAfter, monthText } from '#kernel'
import { builtCity, deliveriesOf, linesOf } from '#sandbox/testing'
import { isConnected, isDue, isHistory, tellsHistory } from './due.ts'

const span = { first: month('2023-11'), until: month('2026-10') }
const back = (months: number) => monthAfter(span.until, -months)
const quarters = { of_months: [2, 5, 8, 11] }

for (const [what, pace, at, due] of [
  ['once a year, with the last month', { yearly: true }, back(0), true],
  ['once a year, a month before', { yearly: true }, back(1), false],
  ['once a year, at the end of the first', { yearly: true }, back(24), true],
  ['monthly, before it was connected', {}, back(4), false],
  ['monthly, when it is connected', {}, back(3), true],
  ['monthly, since', {}, back(2), true],
  ['by the quarter, at the end of one', quarters, month('2024-03'), true],
  ['by the quarter, in another month', quarters, back(0), false],
] as const) {
  test(`who tells ${what}, ${due ? 'delivers' : 'does not deliver'}`, () =>
    assert.equal(isDue(pace, at, span), due))
}

test('what went before the last two years comes in one delivery, when there was such a time', () => {
  assert.deepEqual([isHistory(back(25), span), isHistory(back(24), span)], [true, false])
  assert.deepEqual(
    [25, 24, 23].map((months) => isConnected(back(months), span)),
    [false, true, false],
  )
  assert.equal(isConnected(back(24), { ...span, first: back(24) }), false, 'nothing was before')
  assert.deepEqual([tellsHistory({}, back(3), span), tellsHistory({}, back(2), span)], [true, false])
})

test('a department that was connected late tells of each month when it was published', async () => {
  using city = await builtCity({ enterprises: 150, months: 30 })
  const deliveries = deliveriesOf(city.out)
  assert.equal(deliveries.length, city.summary.deliveries)
  const told = deliveries.filter((delivery) => delivery.includes('-ss_headcount_monthly-'))
  const [first = ''] = told
  assert.equal(told.length, 25)
  const manifest = JSON.parse(readFileSync(join(city.out, first, 'manifest.json'), 'utf8'))
  assert.deepEqual([manifest.complete, manifest.backfill, first.slice(-7)], [true, true, '2024-10'])
  const rows = linesOf(city.out, 'ss_headcount_monthly').filter(
    ({ delivery, whole }) => delivery === first && whole,
  )
  const months = new Set(rows.map(({ cells }) => cells.stat_month))
  assert.ok(['2024-05', '2024-10'].every((each) => months.has(each)))
  for (const { cells } of rows.filter(({ cells }) => /^\d{4}-\d\d$/.test(cells.stat_month ?? ''))) {
    const next = monthText(monthAfter(month(cells.stat_month ?? ''), 1))
    const after = monthText(monthAfter(month(cells.stat_month ?? ''), 2))
    assert.ok([next, after].includes(cells.published_at?.slice(0, 7) ?? ''), JSON.stringify(cells))
  }
})
