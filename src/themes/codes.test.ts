import assert from 'node:assert/strict'
import { test } from 'node:test'
import { code_marks } from '#identity'
import { admitCode, listQuarantine } from '#sources'
import { sql } from '#sql'
import { fact_marks } from '#themes'
import { loadText, openTestWarehouse } from '#themes/testing'

const a = '91440300QX0000018L'
const b = '91440300QX0000026F'
const wrong = '91440300QX0000018X'
const headcount = { dataset: 'ss_headcount_monthly', known_at: '2026-03-20T09:00:00' }
const rowsOf = (...codes: readonly string[]): string =>
  `uscc,stat_month,insured_n\n${codes.map((code) => `${code},2026-01,1`).join('\n')}\n`

test('codes get dense ids in the order in which files first name them, and keep them', async () => {
  await using warehouse = await openTestWarehouse()
  await loadText(warehouse, rowsOf(b, wrong, a.toLowerCase(), b.toLowerCase()), headcount)
  await loadText(warehouse, rowsOf('91440300QX0000AB38', a), { ...headcount, known_at: '2026-04-20' })
  const known = await warehouse.rows(sql`
    SELECT enterprise_id, uscc FROM identity.enterprises ORDER BY enterprise_id`)
  assert.deepEqual(known, [
    { enterprise_id: 1, uscc: b },
    { enterprise_id: 2, uscc: a },
    { enterprise_id: 3, uscc: '91440300QX0000AB38' },
  ])
})

test('a code in lower case is the same enterprise, and its fact says so', async () => {
  await using warehouse = await openTestWarehouse()
  await loadText(warehouse, rowsOf(a.toLowerCase(), b), headcount)
  const marks = await warehouse.rows(sql`SELECT marks FROM facts.ss_headcount_monthly ORDER BY row_no`)
  assert.deepEqual(marks, [{ marks: fact_marks.CODE_FOLDED }, { marks: 0 }])
})

test('an admitted code comes in with its marks; admission lets no other fault of a code pass', async () => {
  await using warehouse = await openTestWarehouse()
  assert.deepEqual((await loadText(warehouse, rowsOf(wrong), headcount)).reasons, { uscc_check_digit: 1 })
  const at = '2026-03-21T00:00:00.000000Z'
  assert.equal(await admitCode(warehouse, wrong, 'seen on the licence', at), 1)
  await admitCode(warehouse, '123', 'a slip', at)
  const report = await loadText(warehouse, rowsOf(wrong, '123', b), headcount)
  assert.deepEqual([report.accepted, report.reasons], [2, { uscc_length: 1 }])
  const rows = await warehouse.rows(sql`
    SELECT e.uscc, e.marks & ${code_marks.OVERRIDDEN} AS code_marks, f.marks
    FROM facts.ss_headcount_monthly f JOIN identity.enterprises e USING (enterprise_id) ORDER BY e.enterprise_id`)
  assert.deepEqual(rows, [
    { uscc: wrong, code_marks: code_marks.OVERRIDDEN, marks: fact_marks.CODE_OVERRIDDEN },
    { uscc: b, code_marks: 0, marks: 0 },
  ])
})

test('a code whose inner check is odd comes in and is marked, and one whose is not is not', async () => {
  await using warehouse = await openTestWarehouse()
  assert.equal((await loadText(warehouse, rowsOf(a, '91440300QX0000019P'), headcount)).accepted, 2)
  const marks = await warehouse.rows(sql`SELECT marks FROM identity.enterprises ORDER BY enterprise_id`)
  assert.deepEqual(marks, [{ marks: 0 }, { marks: code_marks.INNER_CHECK_ODD }])
})

test('each row of a bad code waits with its own line and record, and one with another fault with that', async () => {
  await using warehouse = await openTestWarehouse()
  const lines = [
    `${wrong},2026-01,1`,
    `${a},2026-01,2`,
    `${wrong},2026-02`,
    `${wrong},2026-02, 3`,
    `${wrong},2026-03,x`,
  ]
  const report = await loadText(warehouse, ['uscc,stat_month,insured_n', ...lines].join('\n'), headcount)
  const waiting = await listQuarantine(warehouse, report.batch_id)
  assert.deepEqual(
    waiting.map(({ line, column, value, reason, record }) => [
      line,
      column,
      value,
      reason,
      record?.insured_n,
    ]),
    [
      [2, 'uscc', wrong, 'uscc_check_digit', '1'],
      [4, null, lines[2], 'columns_missing', null],
      [5, 'uscc', wrong, 'uscc_check_digit', ' 3'],
      [6, 'insured_n', 'x', 'type', 'x'],
    ],
  )
})

test('rows keep their place in a file of many megabytes', async () => {
  await using warehouse = await openTestWarehouse()
  await loadText(warehouse, rowsOf(a), headcount)
  const bad = [7, 99_999]
  const pad = ' '.repeat(160)
  const lines = Array.from(
    { length: 120_000 },
    (_, n) => `${bad.includes(n) ? wrong : a},tax_major,2026-01-05,${pad}${n}`,
  )
  const text = ['uscc,list,listed_on,authority', ...lines].join('\n')
  const report = await loadText(warehouse, text, { ...headcount, dataset: 'adm_list' })
  const waiting = await listQuarantine(warehouse, report.batch_id)
  assert.deepEqual(
    waiting.map(({ line, record }) => [line, record?.authority?.trim()]),
    bad.map((place) => [place + 2, String(place)]),
  )
  const [misplaced] = await warehouse.rows(sql`
    SELECT count(*) AS kept, count(*) FILTER (CAST(authority AS BIGINT) + 1 <> row_no) AS misplaced FROM facts.adm_list`)
  assert.deepEqual(misplaced, { kept: 119_998, misplaced: 0 })
})
