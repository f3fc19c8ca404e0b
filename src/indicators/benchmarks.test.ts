import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compute, distributionAt, drawBenchmarks, planIndicators } from '#indicators'
import { codeOf, sampleWorld, shenzhen, writeWorld } from '#indicators/testing'
import { instant } from '#kernel'
import { openDuckDb } from '#warehouse'

const region = shenzhen()
const as_of = instant('2026-06-30')
const months = Array.from(
  { length: 12 },
  (_, at) => `${at < 7 ? 2025 : 2026}-${String(((at + 5) % 12) + 1).padStart(2, '0')}`,
)

/** Twenty small software firms whose sales a head are 1 to 20 thousand a year, and nineteen small retailers. */
function world() {
  const firms = Array.from({ length: 39 }, (_, at) => at + 1)
  const trade = (id: number) => (id <= 20 ? 'I6510' : 'F5211')
  return sampleWorld(
    {
      firms: 39,
      latest: { ss_headcount_monthly: '2026-05', tax_declaration_monthly: '2026-05' },
      facts: {
        reg_entity_base: firms.map((enterprise_id) => ({
          ...{ enterprise_id, name: 'x', status: 'active', established_on: '2015-01-01' },
          industry_class: trade(enterprise_id),
        })),
        reg_annual_report: firms.map((enterprise_id) => ({
          ...{ enterprise_id, year: 2025, employees: 24, assets: 1000, filed_on: '2026-03-01' },
        })),
        ss_headcount_monthly: firms.flatMap((enterprise_id) =>
          months.map((stat_month) => ({ enterprise_id, stat_month, insured_n: 20 })),
        ),
        tax_declaration_monthly: firms.flatMap((enterprise_id) =>
          months.map((of) => ({
            ...{
              enterprise_id,
              period_month: of,
              period_span: 1,
              due_on: '2026-01-01',
              zero_declared: false,
            },
            ...{ sales_taxable: (enterprise_id * 20_000) / 12, sales_export: 0, sales_exempt: 0 },
          })),
        ),
      },
    },
    region.datasets,
  )
}

test('a firm stands among those of its industry and size, by the latest picture of them', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  await writeWorld(warehouse, world(), region.datasets)
  const plan = planIndicators(region, ['CC001', 'CC002', 'SZ001'])
  const told = async (id: number, at = as_of) => {
    const [row] = await compute(warehouse, plan, { as_of: at, subjects: [codeOf(id)] })
    return row?.values
  }
  assert.equal((await told(1))?.CC002?.flag, 'NO_COVERAGE')

  const report = await drawBenchmarks(warehouse, region, { as_of })
  assert.deepEqual(report.indicators, ['CC001', 'PB001', 'TX008'])
  assert.deepEqual(
    await Promise.all([1, 2, 10, 20].map(async (id) => (await told(id))?.CC002?.value)),
    [0.05, 0.1, 0.5, 1],
  )
  // Nineteen are too few to be compared with.
  assert.equal((await told(25))?.CC002?.flag, 'NO_COVERAGE')
  // Nobody had drawn the picture the instant before.
  assert.equal((await told(1, instant('2026-06-30T15:59:59.999998Z')))?.CC002?.flag, 'NO_COVERAGE')

  const alone = await Promise.all([1, 20, 25].map((id) => told(id)))
  const all = await compute(warehouse, plan, { as_of })
  assert.deepEqual(
    [1, 20, 25].map((id) => all.find(({ uscc }) => uscc === codeOf(id))?.values),
    alone,
  )
  await drawBenchmarks(warehouse, region, { as_of })
  assert.deepEqual(await compute(warehouse, plan, { as_of }), all)
})

test('an annual report is held against the headcount of the year that it is about', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  await writeWorld(warehouse, world(), region.datasets)
  const plan = planIndicators(region, ['CC008'])
  const [row] = await compute(warehouse, plan, { as_of, subjects: [codeOf(1)] })
  // Seven months of 2025 are known, not the twelve of its year.
  assert.equal(row?.values.CC008?.flag, 'INSUFFICIENT_HISTORY')
})

test('what a firm alone reaches is told to three digits', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  await writeWorld(warehouse, world(), region.datasets)
  const groups = await distributionAt(warehouse, region, 'CC001', { as_of })
  for (const { p10, p50, p90 } of groups)
    for (const reached of [p10, p50, p90]) assert.equal(reached, Number(reached.toPrecision(3)))
})

test('how an indicator is spread is told of twenty firms, and not of nineteen', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  await writeWorld(warehouse, world(), region.datasets)
  const groups = await distributionAt(warehouse, region, 'TX001', { as_of })
  assert.deepEqual(
    groups
      .map(({ industry_group, firms_n }) => [industry_group, firms_n])
      .filter(([group]) => group !== null),
    [
      ['I65', 20],
      ['I65', 20],
    ],
  )
  const [whole] = groups
  assert.deepEqual([whole?.industry_group, whole?.size_group, whole?.firms_n], [null, null, 39])
  const software = groups.find(
    ({ industry_group, size_group }) => industry_group === 'I65' && size_group === null,
  )
  const thousands = [software?.p10, software?.p25, software?.p50, software?.p75, software?.p90]
  assert.deepEqual(
    thousands.map((reached) => Math.round((reached ?? 0) / 20_000)),
    [2, 5, 10, 15, 18],
  )
  assert.deepEqual(await distributionAt(warehouse, region, 'JD008', { as_of }), [], 'of nobody is it known')
})
