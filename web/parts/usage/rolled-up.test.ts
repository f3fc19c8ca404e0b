import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sumOfMoney, type UsageLine, usageRows } from './rolled-up.ts'

const line = (
  institution_id: string,
  product_id: string,
  queries: number,
  amount_cny: string,
): UsageLine => ({
  institution_id,
  parent_id: null,
  name: institution_id,
  product_id,
  product_name: product_id,
  queries,
  hits: queries,
  units: queries,
  amount_cny,
})

const tree = {
  institution_id: 'bank',
  name: '总行',
  children: [{ institution_id: 'branch', name: '分行', children: [] }],
}

test('a node’s figures are the sum over its products, not over the nodes below it', () => {
  const lines = [
    line('bank', 'P01', 3, '15.00'),
    line('bank', 'P08', 1, '2.00'),
    line('branch', 'P01', 3, '15.00'),
  ]
  const row = usageRows(tree, lines)
  assert.equal(row.queries, 4)
  assert.equal(row.amount_cny, '17.00')
  assert.deepEqual(
    row.children?.map(({ key }) => key),
    ['bank/P01', 'bank/P08', 'branch'],
  )
})

test('a node without usage stands with zeroes', () => {
  const row = usageRows(tree, [])
  assert.equal(row.amount_cny, '0.00')
  assert.equal(row.children?.[0]?.queries, 0)
})

for (const [amounts, sum] of [
  [['0.10', '0.20'], '0.30'],
  [['9007199254740993.01', '0.01'], '9007199254740993.02'],
  [['5'], '5.00'],
  [['-0.05'], '-0.05'],
  [[], '0.00'],
] as const) {
  test(`${amounts.join(' + ') || 'nothing'} is ${sum}`, () => assert.equal(sumOfMoney(amounts), sum))
}
