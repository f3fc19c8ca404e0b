import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { month } from '#kernel'
import { builtCity, deliveriesOf } from '#sandbox/testing'
import { loadFile, openTestWarehouse } from '#themes/testing'

/** What departments do to rows on purpose; everything else that is held back is a fault of ours. */
const planted = ['uscc_check_digit', 'type', 'range', 'columns_missing', 'month_not_ended']

test('what the city delivers of every dataset is taken in, but for what was spoilt on purpose', async () => {
  using city = await builtCity({ enterprises: 120, months: 2, until: month('2026-06') })
  await using warehouse = await openTestWarehouse()
  for (const delivery of deliveriesOf(city.out)) {
    const manifest = JSON.parse(readFileSync(join(city.out, delivery, 'manifest.json'), 'utf8'))
    const { dataset, known_at, complete, backfill } = manifest
    const file = join(city.out, delivery, `${dataset}.csv`)
    const report = await loadFile(warehouse, file, { dataset, known_at, complete, backfill })
    for (const reason of Object.keys(report.reasons))
      assert.ok(planted.includes(reason), `${delivery}: ${reason}`)
  }
})
