import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '#sql'
import { datasetOf, openTestWarehouse } from '#themes/testing'
import { spansOf } from './spans.sql.ts'

for (const [most, spans] of [
  [
    1,
    [
      [1, 1],
      [2, 2],
      [4, 4],
    ],
  ],
  [
    3,
    [
      [1, 1],
      [2, 4],
    ],
  ],
  [
    4,
    [
      [1, 2],
      [4, 4],
    ],
  ],
  [5, [[1, 4]]],
] as const) {
  test(`months of two, two and one rows are compared in ${spans.length} spans of ${most} rows`, async () => {
    await using warehouse = await openTestWarehouse()
    const found = await warehouse.session(async (session) => {
      await session.run(sql`
        CREATE TEMP TABLE fresh AS SELECT unnest([2, 1, 4, 2, 1]) AS stat_month`)
      return spansOf(session, datasetOf('ss_headcount_monthly'), most)
    })
    assert.deepEqual(
      found.map((span) => [span?.from, span?.to]),
      spans,
    )
  })
}

test('a dataset without months, and a file without rows, are one span of all', async () => {
  await using warehouse = await openTestWarehouse()
  await warehouse.session(async (session) => {
    await session.run(sql`CREATE TEMP TABLE fresh (stat_month INTEGER)`)
    assert.deepEqual(await spansOf(session, datasetOf('adm_list')), [null])
    assert.deepEqual(await spansOf(session, datasetOf('ss_headcount_monthly')), [null])
  })
})
