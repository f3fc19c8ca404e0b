import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { listQuarantine } from '#sources'
import { xlsOf, xlsxOf } from '#sources/testing'
import { sql } from '#sql'
import { loadText, openTestWarehouse, refused } from '#themes/testing'

const a = '91440300QX0000018L'
const b = '91440300QX0000026F'
const headcount = { dataset: 'ss_headcount_monthly', known_at: '2026-03-20' }
const header = ['uscc', 'stat_month', 'insured_n']

const bySheet = {
  'delivery.xlsx': (rows: readonly (readonly (string | number | null)[])[]) => xlsxOf({ 社保: rows }),
  'delivery.xls': async (rows: readonly (readonly (string | number | null)[])[]) => xlsOf(rows),
}

for (const [name, write] of Object.entries(bySheet)) {
  test(`${name}: rows come in, and what is wrong is named by its row in the sheet`, async () => {
    await using warehouse = await openTestWarehouse()
    const rows = [header, [a, '2026-01', 10], [], [], [b, '2026-01', 2.5], [b, '2026-02', 7, 'more']]
    const report = await loadText(warehouse, await write(rows), headcount, name)
    assert.deepEqual([report.rows_in, report.accepted, report.quarantined], [3, 1, 2])
    const waiting = await listQuarantine(warehouse, null)
    assert.deepEqual(
      waiting.map(({ row_no, line, reason, column, value }) => [row_no, line, reason, column, value]),
      [
        [2, 5, 'type', 'insured_n', '2.5'],
        [3, 6, 'columns_extra', null, `${b},2026-02,7,more`],
      ],
    )
  })

  test(`${name}: packed once more, it is the same delivery`, async () => {
    await using warehouse = await openTestWarehouse()
    const book = await write([header, [a, '2026-01', 10]])
    const report = await loadText(warehouse, gzipSync(book), headcount, `${name}.gz`)
    assert.equal(report.accepted, 1)
  })

  test(`${name}: a header with a hole in it, and a sheet with nothing in it, are refused`, async () => {
    await using warehouse = await openTestWarehouse()
    await refused('column_unnamed', async () =>
      loadText(
        warehouse,
        await write([
          ['uscc', null, 'insured_n'],
          [a, '2026-01', 1],
        ]),
        headcount,
        name,
      ),
    )
    await refused('file_empty', async () => loadText(warehouse, await write([[]]), headcount, name))
  })

  test(`${name}: a file cut short is refused, and the next one comes in`, async () => {
    await using warehouse = await openTestWarehouse()
    const book = await write([header, [a, '2026-01', 10]])
    for (const length of [1, 7, 8, 100, book.length >> 1, book.length - 30])
      await refused('file_unreadable', () => loadText(warehouse, book.subarray(0, length), headcount, name))
    assert.equal((await loadText(warehouse, book, headcount, name)).accepted, 1)
  })
}

test('days, months and numbers of a workbook are read as they are shown', async () => {
  await using warehouse = await openTestWarehouse()
  const day = (value: string, format: string) => ({ value: new Date(`${value}T00:00:00Z`), format })
  const book = await xlsxOf({
    '.说明': [['hidden']],
    住房公积金: [
      ['uscc', 'case_no', 'filed_on', 'court', 'amount'],
      [
        a,
        'x1',
        day('2026-01-05', 'yyyy"年"m"月"d"日"'),
        { value: { richText: [{ text: '福田' }, { text: '法院' }] } },
        0.1 + 0.2,
      ],
      [a, 'x2', day('2026-01-06', 'yyyy-mm-dd'), '南山"区",法院', { value: { formula: 'A1', result: 12.5 } }],
      [a, 'x3', '2026-01-07', '法院', { value: 1234.5, format: '#,##0.00' }],
    ],
    再一张: [['不读']],
  })
  const delivery = { dataset: 'jud_execution', known_at: '2026-03-20' }
  assert.equal((await loadText(warehouse, book, delivery, 'd.xlsx')).accepted, 3)
  const rows = await warehouse.rows(sql`
    SELECT case_no, CAST(filed_on AS VARCHAR) AS filed_on, court, CAST(amount AS VARCHAR) AS amount
    FROM facts.jud_execution ORDER BY case_no`)
  assert.deepEqual(rows, [
    { case_no: 'x1', filed_on: '2026-01-05', court: '福田法院', amount: '0.30' },
    { case_no: 'x2', filed_on: '2026-01-06', court: '南山"区",法院', amount: '12.50' },
    { case_no: 'x3', filed_on: '2026-01-07', court: '法院', amount: '1234.50' },
  ])
})

test('a month typed as a day of it is the month that its format shows', async () => {
  await using warehouse = await openTestWarehouse()
  const month = { value: new Date('2026-01-01T00:00:00Z'), format: 'yyyy-mm' }
  const book = await xlsxOf({ a: [header, [a, month, 10]] })
  assert.equal((await loadText(warehouse, book, headcount, 'd.xlsx')).accepted, 1)
})

test('Chinese characters stand whole in a sheet of many pieces', async () => {
  await using warehouse = await openTestWarehouse()
  const rows = Array.from({ length: 5000 }, (_, n) => [a, `x${n}`, '2026-01-05', `第${n}号人民法院`])
  const book = await xlsxOf({ a: [['uscc', 'case_no', 'filed_on', 'court'], ...rows] })
  const delivery = { dataset: 'jud_execution', known_at: '2026-03-20' }
  assert.equal((await loadText(warehouse, book, delivery, 'd.xlsx')).accepted, 5000)
})

test('a workbook with more than may be read is refused before it is', async () => {
  await using warehouse = await openTestWarehouse()
  const book = await xlsxOf({ a: [header, ...Array.from({ length: 2000 }, () => [a, '2026-01', 10])] })
  const rules = { sheet_bytes: { value: 50_000, source: 'test' } }
  await refused('sheet_too_large', () => loadText(warehouse, book, { ...headcount, rules }, 'd.xlsx'))
})

test('an identifier of a person in free text holds a workbook as it holds any file', async () => {
  await using warehouse = await openTestWarehouse()
  const book = await xlsxOf({
    a: [
      ['uscc', 'case_no', 'published_on', 'performance', 'duty'],
      [a, 'x1', '2026-01-05', 'none', '联系 13800138000'],
      [b, 'x2', '2026-01-05', 'none', '还款'],
    ],
  })
  const delivery = { dataset: 'jud_dishonest', known_at: '2026-03-20' }
  const report = await loadText(warehouse, book, delivery, 'd.xlsx')
  assert.deepEqual(report.reasons, { personal_identifier: 2 })
})
