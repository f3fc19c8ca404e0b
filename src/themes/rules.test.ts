import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listQuarantine } from '#sources'
import { sql } from '#sql'
import { fact_marks } from '#themes'
import { loadText, openTestWarehouse } from '#themes/testing'

const a = '91440300QX0000018L'
const b = '91440300QX0000026F'
const declaration = { dataset: 'tax_declaration_monthly', known_at: '2026-05-15T09:00:00' }
const declared = (from: string, to: string, sales = '1'): string =>
  `uscc,period_from,period_to,sales_taxable,due_on,zero_declared\n${a},${from},${to},${sales},2026-05-15,false\n`

test('a period is one month or one quarter of the calendar that has ended', async () => {
  const periods = [
    ['2026-01-01', '2026-01-31', undefined],
    ['2026-01-01', '2026-03-31', undefined],
    ['2024-02-01', '2024-02-29', undefined],
    ['2026-04-01', '2026-04-30', undefined],
    ['2026-02-01', '2026-04-30', 'period_invalid'],
    ['2026-01-02', '2026-01-31', 'period_invalid'],
    ['2026-01-01', '2026-01-30', 'period_invalid'],
    ['2026-01-01', '2026-02-28', 'period_invalid'],
    ['2025-01-01', '2025-12-31', 'period_invalid'],
    ['2026-03-01', '2026-01-31', 'period_invalid'],
    ['2026-05-01', '2026-05-31', 'month_not_ended'],
    ['2026-04-01', '2026-06-30', 'month_not_ended'],
  ] as const
  await using warehouse = await openTestWarehouse()
  const rows = periods.map(([from, to]) => declared(from, to).split('\n')[1])
  const text = [declared('', '').split('\n')[0], ...rows].join('\n')
  const report = await loadText(warehouse, text, declaration)
  const waiting = await listQuarantine(warehouse, report.batch_id)
  const reasons = new Map(waiting.map(({ line, reason }) => [line, reason]))
  for (const [place, [from, to, reason]] of periods.entries())
    assert.equal(reasons.get(place + 2), reason, `${from} to ${to}`)
})

for (const [known_at, comes_in] of [
  ['2026-01-31T23:59:59', false],
  ['2026-02-01T00:00:00', true],
  ['2026-01-31T15:59:59Z', false],
  ['2026-01-31T16:00:00Z', true],
] as const) {
  test(`January known at ${known_at} ${comes_in ? 'has ended' : 'has not ended'} by Shanghai's day`, async () => {
    await using warehouse = await openTestWarehouse()
    const text = `uscc,stat_month,insured_n\n${a},2026-01,1\n`
    const report = await loadText(warehouse, text, { dataset: 'ss_headcount_monthly', known_at })
    assert.deepEqual(report.reasons, comes_in ? {} : { month_not_ended: 1 })
  })
}

test('a quarter opens each of its three months', async () => {
  await using warehouse = await openTestWarehouse()
  await loadText(warehouse, declared('2026-01-01', '2026-03-31'), declaration)
  const open = await warehouse.rows<{ month: number }>(sql`
    SELECT month - ${2026 * 12} AS month FROM themes.openings WHERE mode = 'strict' ORDER BY month`)
  assert.deepEqual(open, [{ month: 0 }, { month: 1 }, { month: 2 }])
})

test('an amount is known already by its value, however many zeros it is written with', async () => {
  await using warehouse = await openTestWarehouse()
  await loadText(warehouse, declared('2026-01-01', '2026-01-31', '5.0'), declaration)
  const again = { ...declaration, known_at: '2026-05-16' }
  const same = await loadText(warehouse, declared('2026-01-01', '2026-01-31', '5.00'), again)
  assert.equal(same.already_known, 1)
  const other = await loadText(warehouse, declared('2026-01-01', '2026-01-31', '5.01'), again)
  assert.equal(other.corrected, 1)
})

test('a movement that does not add up comes in with a mark; one that says too little is not judged', async () => {
  await using warehouse = await openTestWarehouse()
  const text = [
    'uscc,stat_month,begin_n,joiners_n,leavers_n,end_n',
    `${a},2026-01,10,3,2,11`,
    `${a},2026-02,10,3,2,12`,
    `${a},2026-03,,3,2,12`,
  ].join('\n')
  await loadText(warehouse, text, { dataset: 'ss_movement_monthly', known_at: '2026-05-15' })
  const rows = await warehouse.rows<{ marks: number }>(sql`
    SELECT marks FROM facts.ss_movement_monthly ORDER BY row_no`)
  assert.deepEqual(
    rows.map(({ marks }) => marks),
    [0, fact_marks.INCONSISTENT, 0],
  )
})

for (const [dataset, header, first, second] of [
  ['tax_credit_rating', 'year,level', '2025,A', '2025,B'],
  ['jud_execution', 'case_no,filed_on,court', 'x1,2026-01-05,甲', 'x1,2026-01-05,乙'],
] as const) {
  for (const [op, corrected] of [
    ['', 0],
    ['insert', 0],
    ['correct', 1],
  ] as const) {
    test(`another value in ${dataset} with op=${op || 'nothing'} is ${corrected ? 'a correction' : 'an update'}`, async () => {
      await using warehouse = await openTestWarehouse()
      const load = (row: string, known_at: string) =>
        loadText(warehouse, `uscc,${header},op\n${b},${row}\n`, { dataset, known_at })
      await load(`${first},`, '2026-02-01')
      const report = await load(`${second},${op}`, '2026-03-01')
      assert.deepEqual([report.accepted, report.corrected], [1 - corrected, corrected])
    })
  }
}

for (const [what, text, known_at, marks] of [
  ['its own day', `${b},x1,2026-01-05,2026-01-07`, '2026-01-07 15:59:59.999999', 0],
  [
    'the end of its day, assumed',
    `${b},x1,2026-01-05,`,
    '2026-01-05 15:59:59.999999',
    fact_marks.ASSUMED_DATE,
  ],
] as const) {
  test(`a backfilled event is known from ${what}, and by our clock from its batch on`, async () => {
    await using warehouse = await openTestWarehouse()
    const delivery = { dataset: 'jud_execution', known_at: '2026-10-01T00:00:00Z', backfill: true }
    await loadText(warehouse, `uscc,case_no,filed_on,published_at\n${text}\n`, delivery)
    const rows = await warehouse.rows(sql`
      SELECT CAST(known_at AS VARCHAR) AS known_at, CAST(intake_at AS VARCHAR) AS intake_at, marks FROM facts.jud_execution`)
    assert.deepEqual(rows, [{ known_at, intake_at: '2026-10-01 00:00:00', marks }])
  })
}
