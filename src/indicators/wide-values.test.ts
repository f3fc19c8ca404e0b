import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compute, planIndicators } from '#indicators'
import { sampleWorld, shenzhen, writeWorld } from '#indicators/testing'
import { day, endOf } from '#kernel'
import { openDuckDb } from '#warehouse'

const { datasets, ...rest } = shenzhen()
const definitions = { datasets, ...rest }
const as_of = endOf(day('2026-06-30'))

/** The twelve months before the instant's. */
const months = Array.from(
  { length: 12 },
  (_, back) => `${back < 5 ? 2026 : 2025}-${String(((16 - back) % 12) + 1).padStart(2, '0')}`,
)

type Facts = Readonly<Record<string, readonly object[]>>

/** What an indicator says of the one firm of these facts. */
async function told(id: string, latest: string, facts: Facts) {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  const of_one = Object.fromEntries(
    Object.entries(facts).map(([dataset, rows]) => [
      dataset,
      rows.map((row) => ({ enterprise_id: 1, ...row })),
    ]),
  )
  const world = sampleWorld({ firms: 1, latest: { [latest]: '2026-05' }, facts: of_one }, datasets)
  await writeWorld(warehouse, world, datasets)
  const [row] = await compute(warehouse, planIndicators(definitions, [id]), { as_of })
  return [row?.values[id]?.flag, row?.values[id]?.value]
}

const own_meter = {
  ...{ kind: 'elec', account_hash: 'a', relation: 'own', from_on: '2020-01-01', to_on: null },
  ...{ method: 'source', confidence: 1 },
}

for (const kwh of [999_999.999999, 1_000_000, 2_500_000.5, 9_999_999_999]) {
  test(`${kwh} kWh a month add up`, async () => {
    const rows = months.map((stat_month) => ({ account_no_hash: 'a', stat_month, kwh }))
    const facts = { id_crosswalk: [own_meter], ut_electricity_monthly: rows }
    assert.deepEqual(await told('UT001', 'ut_electricity_monthly', facts), ['OK', kwh * 12])
  })
}

test('invoices of a hundred billion yuan a month have a share of their largest buyers', async () => {
  const rows = months.map((stat_month) => ({ stat_month, issued_amt: 1e11, top5_buyer_ratio: 0.25 }))
  const facts = { invoice_summary_monthly: rows }
  assert.deepEqual(await told('TX016', 'invoice_summary_monthly', facts), ['OK', 0.25])
})
