import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mysqlText } from './connect.ts'
import { pageSql, watermark_name } from './page.sql.ts'

const table = {
  dataset: 'ss_headcount_monthly',
  table: ['gx', 'sb_headcount'],
  columns: { uscc: 'tyshxydm', insured_n: '人数' },
  watermark: { column: 'moved', type: 'instant' },
  page_rows: { value: 1000, source: 'this test' },
} as const

test('MySQL is asked for a page in its own words', () => {
  const page = pageSql('mysql', { ...table, table: [...table.table] }, '2026-06-30 16:00:00.000000')
  assert.deepEqual(page.values, ['2026-06-30 16:00:00.000000', '2026-06-30 16:00:00.000000'])
  assert.equal(
    mysqlText(page).replaceAll(/\s+/g, ' ').trim(),
    [
      'SELECT CAST("tyshxydm" AS CHAR) AS "uscc", CAST("人数" AS CHAR) AS "insured_n",',
      `CAST("moved" AS CHAR) AS "${watermark_name}" FROM "gx"."sb_headcount"`,
      'WHERE "moved" > CAST(? AS DATETIME(6)) AND "moved" <= (',
      'SELECT max(page.mark) FROM ( SELECT "moved" AS mark FROM "gx"."sb_headcount"',
      'WHERE "moved" > CAST(? AS DATETIME(6)) AND "moved" IS NOT NULL',
      'ORDER BY "moved" LIMIT 1000 ) AS page ) ORDER BY "moved"',
    ].join(' '),
  )
})
