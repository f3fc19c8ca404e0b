import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '#sql'
import { loadText, openTestWarehouse } from '#themes/testing'

const a = '91440300QX0000018L'
const january = 2026 * 12

test('every month of a complete delivery is complete from the first such delivery on, by both clocks', async () => {
  await using warehouse = await openTestWarehouse()
  const month = (number: number, known_at: string, complete = true) =>
    loadText(warehouse, `uscc,stat_month,insured_n\n${a},2026-0${number},1\n`, {
      dataset: 'ss_headcount_monthly',
      known_at,
      complete,
    })
  await month(1, '2026-02-20T00:00:00Z')
  await month(2, '2026-03-20T00:00:00Z')
  await month(3, '2026-04-20T00:00:00Z', false)
  await month(1, '2026-05-20T00:00:00Z')
  for (const mode of ['published', 'strict']) {
    const rows = await warehouse.rows<{ month: number; known_at: string }>(sql`
      SELECT month, known_at FROM themes.completions WHERE mode = ${mode} ORDER BY month, known_at`)
    assert.deepEqual(rows, [
      { month: january, known_at: '2026-02-20T00:00:00.000000Z' },
      { month: january + 1, known_at: '2026-03-20T00:00:00.000000Z' },
    ])
  }
})
