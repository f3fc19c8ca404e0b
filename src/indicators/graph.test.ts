import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeOf, deliver, holding, office, register } from '#graph/testing'
import { compute, planIndicators } from '#indicators'
import { answersTo, shenzhen } from '#indicators/testing'
import { instant } from '#kernel'
import { allDatasets, openTestWarehouse } from '#themes/testing'
import type { Warehouse } from '#warehouse'

const ids = [...['GR001', 'GR002', 'GR003', 'GR004', 'GR005', 'GR006', 'GR007', 'GR008', 'JD012', 'RG012']]
const plan = planIndicators(shenzhen(), ids)
const [a, b, c] = [1, 2, 3].map((n) => codeOf(n)) as [string, string, string]

async function group(): Promise<Warehouse> {
  const warehouse = await openTestWarehouse(allDatasets())
  await register(warehouse, [{}, {}, { address: '深圳市南山区示例一路1号101室' }])
  await deliver(warehouse, 'reg_shareholder', [holding(a, '甲', 0.6), holding(b, a, 0.7)])
  await deliver(warehouse, 'reg_key_person', [office(c, '甲', 'legal_rep')])
  await deliver(warehouse, 'reg_guarantee_public', [
    ...[a, b, c].map((uscc, at) => ({
      ...{ uscc, guaranteed_uscc: [b, c, a][at] ?? '', amount: 150, kind: 'joint' },
      ...{ from_on: '2025-01-01', origin: 'announcement' },
    })),
  ])
  await deliver(warehouse, 'reg_annual_report', [
    { uscc: a, year: 2025, equity: 500_000, filed_on: '2026-01-05' },
  ])
  await deliver(warehouse, 'jud_dishonest', [
    { uscc: b, published_on: '2025-05-01', case_no: '示2', duty: '示例' },
  ])
  for (const dataset of ['jud_restriction', 'jud_execution']) await cover(warehouse, dataset)
  await deliver(warehouse, 'adm_list', [
    { uscc: c, list: 'cluster_address', listed_on: '2025-01-01', authority: '示例局' },
  ])
  return warehouse
}

// An old row of another firm: from then on the dataset covers everybody.
function cover(warehouse: Warehouse, dataset: string): Promise<void> {
  const row = {
    uscc: codeOf(9),
    case_no: '示9',
    kind: 'consumption_limit',
    ordered_on: '2019-01-01',
    lifted_on: '2019-02-01',
  }
  const execution = {
    uscc: codeOf(9),
    case_no: '示9',
    filed_on: '2019-01-01',
    status: 'closed',
    closed_on: '2019-02-01',
  }
  return deliver(warehouse, dataset, [dataset === 'jud_execution' ? execution : row])
}

test('the graph’s indicators are read as any others', async () => {
  await using warehouse = await group()
  const rows = await compute(warehouse, plan, { as_of: instant('2026-06-30'), subjects: [a, b, c] })
  const told = rows.map(({ values }) => ids.map((id) => values[id]?.value))
  assert.deepEqual(told, [
    [2, 2, 0.5, 1, 1, 3, 2, 40, 0, 0],
    [2, 2, 0, 0, 1, null, 1, 0, 0, 0],
    [2, null, 0.5, 1, 1, null, 2, 12, 0, 1],
  ])
})

test('pairs are told what each instant tells, flags and all', async () => {
  await using warehouse = await group()
  await deliver(warehouse, 'reg_shareholder', [holding(c, '甲', 1)], '2026-04-01')
  const instants = ['2026-01-09', '2026-03-31', '2026-06-30']
  const pairs = instants.flatMap((as_of) => [a, c].map((uscc) => ({ uscc, as_of })))
  const together = await answersTo(warehouse, plan, pairs, 'strict')
  for (const [at, { uscc, as_of }] of pairs.entries()) {
    const [alone] = await compute(warehouse, plan, { as_of: instant(as_of), subjects: [uscc] })
    assert.deepEqual(together[at], alone)
  }
  assert.equal(together[0]?.values.GR001?.flag, 'NO_COVERAGE')
  assert.deepEqual([together[3]?.values.GR002?.value, together[5]?.values.GR002?.value], [null, 3])
})

test('each figure is covered where what it is drawn from is', async () => {
  await using warehouse = await openTestWarehouse(allDatasets())
  await register(warehouse, [{}])
  const [row] = await compute(warehouse, plan, { as_of: instant('2026-06-30'), subjects: [a] })
  const flags = ['GR001', 'GR005', 'GR007', 'GR008'].map((id) => row?.values[id]?.flag)
  assert.deepEqual(flags, ['NO_COVERAGE', 'NO_COVERAGE', 'OK', 'NO_COVERAGE'])
})
