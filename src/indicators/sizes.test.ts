import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compute, planIndicators, readIndicator } from '#indicators'
import { codeOf, sampleWorld, shenzhen, writeWorld } from '#indicators/testing'
import { instant } from '#kernel'
import { openDuckDb } from '#warehouse'

const region = shenzhen()

// Domain §3.5: the examples, and both sides of the edges. Employees, revenue and assets, in persons and 10,000 yuan.
const cases = [
  ['I6510', 99, 5000, 0, 1],
  ['I6510', 100, 5000, 0, 2],
  ['C3911', 400, 1500, 0, 1],
  ['F5211', 9, 90, 0, 0],
  ['M7320', 100, 0, 0, 2],
  ['M7320', 99, 0, 0, 1],
  ['M7320', 300, 0, 0, 3],
  ['C3911', 1200, 39_000, 0, 2],
  ['C3911', 1200, 40_000, 0, 3],
  ['K7010', 0, 1000, 5000, 2],
  ['K7020', 300, 1000, 0, 2],
  ['A0111', 0, 49.99, 0, 0],
  ['A0111', 0, 50, 0, 1],
  ['J6610', 100, 100, 100, null],
] as const

test('a size is told by the measures of the firm’s own trade', async () => {
  const indicator = readIndicator(
    {
      id: 'XX001',
      code: 'size',
      name: { zh: '规模', en: 'Size' },
      formula: 'size(industry_code, registered_capital, paid_in_capital, paid_in_capital)',
      window: 'now',
      unit: '级',
      direction: 'two_sided',
      source: 'domain §3.5',
    },
    'XX001',
  )
  const plan = planIndicators({ ...region, indicators: [indicator] })
  const measured = (at: number) => cases[at]?.[0].startsWith('K701') === true
  const facts = cases.map(([industry_class, employees, revenue, assets], at) => ({
    ...{ enterprise_id: at + 1, name: 'x', status: 'active', established_on: '2015-01-01', industry_class },
    registered_capital: measured(at) ? revenue : employees,
    paid_in_capital: measured(at) ? Math.min(revenue * 5, assets) : revenue,
  }))
  await using warehouse = await openDuckDb({ file: ':memory:' })
  await writeWorld(
    warehouse,
    sampleWorld({ firms: cases.length, latest: {}, facts: { reg_entity_base: facts } }, region.datasets),
    region.datasets,
  )
  const rows = await compute(warehouse, plan, { as_of: instant('2026-06-30') })
  for (const [at, [industry, , , , size]] of cases.entries()) {
    const told = rows.find(({ uscc }) => uscc === codeOf(at + 1))?.values.XX001
    assert.equal(told?.value, size, industry)
    assert.equal(told?.flag, size === null ? 'NOT_APPLICABLE' : 'OK', industry)
  }
})
