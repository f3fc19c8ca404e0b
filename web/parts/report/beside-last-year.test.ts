import assert from 'node:assert/strict'
import { test } from 'node:test'
import { besideLastYear, sumsBeside, yearBefore } from './beside-last-year.ts'

const points = Array.from({ length: 24 }, (_, place) => ({
  month: `${2024 + Math.floor((place + 10) / 12)}-${String(((place + 10) % 12) + 1).padStart(2, '0')}`,
  value: place,
}))

test('the thirteenth month is the first to stand beside the year before', () => {
  const months = besideLastYear(points)
  assert.deepEqual(months[11], { month: '2025-10', value: 11, year_before: null })
  assert.deepEqual(months[12], { month: '2025-11', value: 12, year_before: 0 })
})

test('a month that is not known is null on both sides, never zero', () => {
  const months = besideLastYear(
    points.map((point, place) => (place === 1 ? { ...point, value: null } : point)),
  )
  assert.equal(months[1]?.value, null)
  assert.equal(months[13]?.year_before, null)
})

test('January’s year before is January', () => assert.equal(yearBefore('2026-01'), '2025-01'))

test('sums of three months stand beside those of the year before', () => {
  assert.deepEqual(sumsBeside(besideLastYear(points), 3), { now: 21 + 22 + 23, year_before: 9 + 10 + 11 })
})

test('a sum is not told where a month of it is unknown, or where there are too few', () => {
  const gap = points.map((point, place) => (place === 22 ? { ...point, value: null } : point))
  assert.equal(sumsBeside(besideLastYear(gap), 3), null)
  assert.equal(sumsBeside(besideLastYear(points.slice(-2)), 3), null)
})
