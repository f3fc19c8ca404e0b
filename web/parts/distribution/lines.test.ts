import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distributionOption } from './distribution-option.ts'
import { linesOf } from './lines.ts'

const reached = { p10: -0.2, p25: 0, p50: 0.1, p75: 0.3, p90: 0.9 }
const groups = [
  { ...reached, industry: null, size: null },
  { ...reached, industry: null, size: { code: 1 } },
  { ...reached, industry: { code: 'I65' }, size: null },
  { ...reached, industry: { code: 'I65' }, size: { code: 1 } },
]

test('the picture has a line for all and one for each size, and none for an industry', () => {
  const lines = linesOf(groups, ({ size }) => (size === null ? 'all' : `size ${size.code}`))
  assert.deepEqual(
    lines.map(({ name }) => name),
    ['all', 'size 1'],
  )
  assert.deepEqual(lines[0]?.reached, [-0.2, 0, 0.1, 0.3, 0.9])
})

test('no two of five lines look alike', () => {
  const lines = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, reached: [1, 2, 3, 4, 5] }))
  const looks = distributionOption(lines, String).series.map(({ color, symbol }) => `${color} ${symbol}`)
  assert.equal(new Set(looks).size, 5)
})
