import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { listQuarantine } from '#sources'
import { type Sql, sql } from '#sql'
import { factsOf, visibleAt } from '#themes'
import { loadFile, loadText, openTestWarehouse } from '#themes/testing'
import type { Warehouse } from '#warehouse'

const a = '91440300QX0000018L'
const b = '91440300QX0000026F'
const c = '91440300QX0000AB38'
const headcount = { dataset: 'ss_headcount_monthly', known_at: '2026-03-20T09:00:00' }

function headcounts(...rows: readonly (readonly [string, string, number | string])[]): string {
  return ['uscc,stat_month,insured_n', ...rows.map((row) => row.join(','))].join('\n')
}

async function seen(warehouse: Warehouse, as_of: string, mode: 'strict' | 'published' = 'strict') {
  const at: Sql = sql`CAST(${as_of} AS TIMESTAMP)`
  const rows = await warehouse.rows<{ uscc: string; stat_month: number; insured_n: number }>(sql`
    SELECT e.uscc, f.stat_month, f.insured_n
    FROM ${factsOf('ss_headcount_monthly')} f JOIN identity.enterprises e ON e.enterprise_id = f.enterprise_id
    WHERE ${visibleAt(mode, at)} ORDER BY e.uscc, f.stat_month`)
  return rows.map(
    ({ uscc, stat_month, insured_n }) => `${uscc.slice(-4)} ${stat_month - 2026 * 12 + 1} ${insured_n}`,
  )
}

function counts({
  rows_in,
  accepted,
  corrected,
  revoked,
  already_known,
  quarantined,
}: Record<string, unknown>) {
  return { rows_in, accepted, corrected, revoked, already_known, quarantined }
}

const none = { rows_in: 0, accepted: 0, corrected: 0, revoked: 0, already_known: 0, quarantined: 0 }

test('a month comes in, comes in again without a change, and is corrected by a later file', async () => {
  await using warehouse = await openTestWarehouse()
  const first = headcounts([a, '2026-01', 10], [b, '2026-01', 20])
  assert.deepEqual(counts({ ...(await loadText(warehouse, first, headcount)) }), {
    ...none,
    rows_in: 2,
    accepted: 2,
  })
  assert.deepEqual(counts({ ...(await loadText(warehouse, first, headcount)) }), {
    ...none,
    rows_in: 2,
    already_known: 2,
  })
  const later = { ...headcount, known_at: '2026-04-20' }
  const corrected = await loadText(
    warehouse,
    headcounts([a, '2026-01', 11], [b, '2026-01', 20], [c, '2026-01', 5]),
    later,
  )
  assert.deepEqual(counts({ ...corrected }), {
    ...none,
    rows_in: 3,
    accepted: 1,
    corrected: 1,
    already_known: 1,
  })
  assert.deepEqual(await seen(warehouse, '2026-04-20 15:59:59.999998'), ['018L 1 10', '026F 1 20'])
  assert.deepEqual(await seen(warehouse, '2026-04-20 15:59:59.999999'), [
    '018L 1 11',
    '026F 1 20',
    'AB38 1 5',
  ])
})

test('of two lines of one grain the later one wins, and the file twice changes nothing', async () => {
  await using warehouse = await openTestWarehouse()
  const file = headcounts([a, '2026-01', 10], [a, '2026-01', 12], [b, '2026-01', 7], [b, '2026-01', 7])
  const first = await loadText(warehouse, file, headcount)
  assert.deepEqual(counts({ ...first }), { ...none, rows_in: 4, accepted: 2, corrected: 1, already_known: 1 })
  for (const known_at of ['2026-03-20T09:00:00', '2026-05-01']) {
    const again = await loadText(warehouse, file, { ...headcount, known_at })
    assert.deepEqual(counts({ ...again }), { ...none, rows_in: 4, already_known: 4 })
  }
  assert.deepEqual(await seen(warehouse, '2026-06-01'), ['018L 1 12', '026F 1 7'])
})

test('a revocation hides a fact from its instant on, and what comes after stands again', async () => {
  await using warehouse = await openTestWarehouse()
  await loadText(warehouse, headcounts([a, '2026-01', 10]), headcount)
  const revoke = `uscc,stat_month,insured_n,op\n${a},2026-01,,revoke`
  const april = { ...headcount, known_at: '2026-04-20T09:00:00' }
  assert.equal((await loadText(warehouse, revoke, april)).revoked, 1)
  assert.equal((await loadText(warehouse, revoke, april)).already_known, 1)
  assert.deepEqual(await seen(warehouse, '2026-04-20 01:00:00'), [])
  assert.deepEqual(await seen(warehouse, '2026-04-20 00:59:59'), ['018L 1 10'])
  const may = { ...headcount, known_at: '2026-05-20T09:00:00' }
  assert.equal((await loadText(warehouse, headcounts([a, '2026-01', 10]), may)).accepted, 1)
  assert.deepEqual(await seen(warehouse, '2026-05-21'), ['018L 1 10'])
})

test('neither the order of loads nor that of days changes what is seen', async () => {
  const deliveries = [
    [headcounts([a, '2026-01', 10], [b, '2026-01', 1]), '2026-02-20'],
    [headcounts([a, '2026-01', 11]), '2026-03-20'],
    [headcounts([a, '2026-01', 10], [b, '2026-01', 1]), '2026-04-20'],
    [`uscc,stat_month,insured_n,op\n${b},2026-01,,revoke`, '2026-03-21'],
  ] as const
  const orders = [
    [0, 1, 2, 3],
    [0, 2, 1, 3],
    [2, 1, 0, 3],
    [3, 2, 1, 0],
    [1, 3, 0, 2],
    [2, 0, 3, 1],
  ]
  for (const order of orders) {
    await using warehouse = await openTestWarehouse()
    for (const index of order) {
      const [text, known_at] = deliveries[index] ?? ['', '']
      await loadText(warehouse, text, { ...headcount, known_at })
    }
    const what = `in the order ${order}`
    assert.deepEqual(await seen(warehouse, '2026-03-01'), ['018L 1 10', '026F 1 1'], what)
    assert.deepEqual(await seen(warehouse, '2026-04-01'), ['018L 1 11'], what)
    assert.deepEqual(await seen(warehouse, '2026-05-01'), ['018L 1 10', '026F 1 1'], what)
  }
})

test('a row at fault waits in quarantine with its line, column, value and reason, and its neighbours come in', async () => {
  await using warehouse = await openTestWarehouse()
  const text = [
    'uscc,stat_month,insured_n,pension_n',
    `${a},2026-01,10,10`,
    `91440300QX0000018X,2026-01,10,10`,
    `${b},2026-1,10,10`,
    '',
    `${b},2026-02,12.5,10`,
    `${b},2026-02,-1,10`,
    `${b},2026-03,1,10`,
    `${b},2026-02`,
    `${b},2026-02,,10`,
    `${c.toLowerCase()},2026-02,3,`,
    `${b},2026-02,1,1,1`,
    `"${b}","2026-02","12.0",`,
    ',2026-02,1,1',
    `${b}1,2026-02,1,1`,
    `91440300IX0000018L,2026-02,1,1`,
    `${a},2026-02,1e1,1`,
  ].join('\r\n')
  const report = await loadText(warehouse, text, headcount)
  assert.equal(report.accepted, 3)
  const waiting = await listQuarantine(warehouse, report.batch_id)
  assert.deepEqual(
    waiting.map(({ line, column, value, reason }) => [line, column, value, reason]),
    [
      [3, 'uscc', '91440300QX0000018X', 'uscc_check_digit'],
      [4, 'stat_month', '2026-1', 'type'],
      [6, 'insured_n', '12.5', 'type'],
      [7, 'insured_n', '-1', 'range'],
      [8, 'stat_month', '2026-03', 'month_not_ended'],
      [9, null, `${b},2026-02`, 'columns_missing'],
      [10, 'insured_n', null, 'required'],
      [12, null, `${b},2026-02,1,1,1`, 'columns_extra'],
      [14, 'uscc', null, 'required'],
      [15, 'uscc', `${b}1`, 'uscc_length'],
      [16, 'uscc', '91440300IX0000018L', 'uscc_charset'],
      [17, 'insured_n', '1e1', 'type'],
    ],
  )
  assert.deepEqual(waiting[1]?.record, { uscc: b, stat_month: '2026-1', insured_n: '10', pension_n: '10' })
  assert.deepEqual(await seen(warehouse, '2026-04-01'), ['018L 1 10', '026F 2 12', 'AB38 2 3'])
})

test('physical lines are counted through line ends in quotes', async () => {
  await using warehouse = await openTestWarehouse()
  const text = `uscc,case_no,filed_on,court\n${a},"1\n2",2026-01-05,x\n\n${b},3,2026-13-05,"a\nb"\n${b},4\n${b},5,x,y\n`
  const report = await loadText(warehouse, text, { dataset: 'jud_execution', known_at: '2026-03-20' })
  const waiting = await listQuarantine(warehouse, report.batch_id)
  assert.deepEqual(
    waiting.map(({ line, reason }) => [line, reason]),
    [
      [5, 'type'],
      [7, 'columns_missing'],
      [8, 'type'],
    ],
  )
})

for (const [what, content, name, code] of [
  ['an empty file', '', 'x.csv', 'file_empty'],
  [
    'a quote that never closes',
    `uscc,stat_month,insured_n\n${a},2026-01,1\n${a},"2026-02,2\n${a},2026-03,3\n`,
    'x.csv',
    'csv_open_quote',
  ],
  [
    'line ends of two kinds',
    `uscc,stat_month,insured_n\n${a},2026-01,1\r\n${a},2026-02,2\n`,
    'x.csv',
    'csv_line_ends',
  ],
  ['a column that nobody knows', `uscc,stat_month,insured_n,colour\n`, 'x.csv', 'column_unknown'],
  ['a column twice', `uscc,stat_month,insured_n,insured_n\n`, 'x.csv', 'column_twice'],
  ['a required column missing', `uscc,stat_month\n`, 'x.csv', 'column_missing'],
  ['another kind of file', 'x', 'x.pdf', 'file_kind_unknown'],
  ['a Parquet file that is none', 'x', 'x.parquet', 'file_unreadable'],
] as const) {
  test(`${what} is refused as ${code}, and nothing is loaded`, async () => {
    await using warehouse = await openTestWarehouse()
    await assert.rejects(loadText(warehouse, content, headcount, name), { code })
    assert.deepEqual(await warehouse.rows(sql`SELECT 1 FROM intake.batches`), [])
    assert.deepEqual(await warehouse.rows(sql`SELECT 1 FROM identity.enterprises`), [])
  })
}

test('a header alone is a batch of no rows', async () => {
  await using warehouse = await openTestWarehouse()
  const report = await loadText(warehouse, '\ufeffuscc,stat_month,insured_n\n', {
    ...headcount,
    complete: true,
  })
  assert.deepEqual(counts({ ...report }), none)
})

test('JSON lines and Parquet come in as CSV does', async () => {
  await using warehouse = await openTestWarehouse()
  const lines = [
    { uscc: a, stat_month: '2026-01', insured_n: 10 },
    { uscc: b, stat_month: '2026-01', insured_n: '2x' },
  ]
  const report = await loadText(
    warehouse,
    `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{broken\n`,
    headcount,
    'x.jsonl',
  )
  assert.deepEqual(counts({ ...report }), { ...none, rows_in: 3, accepted: 1, quarantined: 2 })
  assert.deepEqual(await seen(warehouse, '2026-04-01'), ['018L 1 10'])
})

test('a personal identifier in a free text holds the whole batch, and its value is not shown', async () => {
  await using warehouse = await openTestWarehouse()
  const list = { dataset: 'adm_list', known_at: '2026-03-20' }
  const row = (reason: string): string => `${a},abnormal_operation,${reason},2026-01-05,市监局`
  const text = [
    'uscc,list,reason,listed_on,authority',
    row('电话无法联系'),
    row('联系人13812345678').replace(a, b),
  ].join('\n')
  const report = await loadText(warehouse, text, list)
  assert.deepEqual(report.reasons, { personal_identifier: 2 })
  const waiting = await listQuarantine(warehouse, report.batch_id)
  assert.ok(!JSON.stringify(waiting).includes('13812345678'))
  const id = ['uscc,list,reason,listed_on,authority', row('身份证11010519491231002X')].join('\n')
  assert.equal((await loadText(warehouse, id, list)).quarantined, 1)
  assert.equal(
    (await loadText(warehouse, id.replace('11010519491231002X', '110105194912310021'), list)).accepted,
    1,
  )
})

test('backfilled months are known at their assumed publication by the published clock, and now by ours', async () => {
  await using warehouse = await openTestWarehouse()
  await loadText(warehouse, headcounts([a, '2026-01', 10]), {
    ...headcount,
    known_at: '2026-10-01',
    backfill: true,
  })
  assert.deepEqual(await seen(warehouse, '2026-02-20 15:59:59.999998', 'published'), [])
  assert.deepEqual(await seen(warehouse, '2026-02-20 15:59:59.999999', 'published'), ['018L 1 10'])
  assert.deepEqual(await seen(warehouse, '2026-09-30 23:00:00'), [])
  assert.deepEqual(await seen(warehouse, '2026-10-02'), ['018L 1 10'])
})

test('a month opens at half of the month before, and a complete delivery opens it at once', async () => {
  await using warehouse = await openTestWarehouse()
  const month = (text: string, known_at: string, complete = false) =>
    loadText(warehouse, text, { ...headcount, known_at, complete })
  await month(headcounts([a, '2026-01', 1], [b, '2026-01', 1], [c, '2026-01', 1]), '2026-02-20T00:00:00Z')
  await month(headcounts([a, '2026-02', 1]), '2026-03-10T00:00:00Z')
  const opened = () =>
    warehouse.rows(sql`
      SELECT month - 24312 AS month, strftime(opened_at, '%m-%d') AS opened, closed_at FROM themes.openings
      WHERE mode = 'strict' ORDER BY month`)
  assert.deepEqual(await opened(), [{ month: 0, opened: '02-20', closed_at: null }])
  await month(headcounts([b, '2026-02', 1]), '2026-03-20T00:00:00Z')
  await month(headcounts([a, '2026-03', 1]), '2026-04-20T00:00:00Z', true)
  assert.deepEqual(await opened(), [
    { month: 0, opened: '02-20', closed_at: null },
    { month: 1, opened: '03-20', closed_at: null },
    { month: 2, opened: '04-20', closed_at: null },
  ])
})

const registry = '../shared/data/registry'
test('the real registry of Guangdong comes in by its source, in both encodings alike', async (context) => {
  if (!existsSync(registry)) return context.skip('../shared/data/registry is not here')
  const delivery = { dataset: 'reg_entity_base', source: 'guangdong_registry', known_at: '2026-10-01' }
  await using warehouse = await openTestWarehouse()
  const report = await loadFile(warehouse, `${registry}/registry-utf8.csv`, delivery)
  assert.equal(report.rows_in, 6051)
  assert.deepEqual(report.reasons, { encoding_damage: 42 })
  // One of the ten lower-case codes stands in the file in upper case too: the same enterprise, the same row.
  assert.equal(report.accepted + report.already_known, 5999 + 10)
  const [known] = await warehouse.rows<{ n: number; folded: number; damaged: number }>(sql`
    SELECT count(*) AS n, count(*) FILTER (marks & 2 = 2) AS folded, count(*) FILTER (contains(name, '\uFFFD')) AS damaged
    FROM facts.reg_entity_base`)
  assert.deepEqual(known, { n: 6008, folded: 9, damaged: 0 })
  await using other = await openTestWarehouse()
  const gb = await loadFile(other, `${registry}/registry-gb18030.csv`, delivery)
  assert.equal(gb.rows_in, 1500)
  assert.equal(gb.rows_in, gb.accepted + gb.quarantined + gb.already_known)
  const first = (w: Warehouse) =>
    w.rows(sql`
    SELECT e.uscc, f.name, f.registered_capital, f.currency, f.established_on, f.entity_type
    FROM facts.reg_entity_base f JOIN identity.enterprises e USING (enterprise_id)
    WHERE f.row_no <= 1500 ORDER BY e.uscc`)
  assert.deepEqual(await first(other), await first(warehouse))
  const capital = await warehouse.rows(sql`
    SELECT DISTINCT currency FROM facts.reg_entity_base ORDER BY currency NULLS LAST`)
  assert.deepEqual(
    capital.map((row) => (row as { currency: string }).currency),
    ['CNY', 'HKD', 'JPY', 'USD', null],
  )
})
