import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { month } from '#kernel'
import { builtCity, deliveriesOf } from '#sandbox/testing'
import { loadFile, openTestWarehouse } from '#themes/testing'

/** The reason for which each sort of dirt is held back; the other sorts are mended on the way or come as they should. */
const reasons = {
  wrong_check_digit: 'uscc_check_digit',
  too_few_columns: 'columns_missing',
  bad_date: 'type',
  text_in_number: 'type',
  negative_count: 'range',
  month_not_ended: 'month_not_ended',
} as const

function plantedIn(dirt: Readonly<Record<string, number | undefined>>): Readonly<Record<string, number>> {
  const planted: Record<string, number> = {}
  for (const [sort, reason] of Object.entries(reasons)) {
    const number = dirt[sort] ?? 0
    if (number > 0) planted[reason] = (planted[reason] ?? 0) + number
  }
  return planted
}

test('what the city delivers of every dataset is taken in, but for as many rows as were spoilt on purpose', async () => {
  using city = await builtCity({ enterprises: 120, months: 2, until: month('2026-06') })
  await using warehouse = await openTestWarehouse()
  const held: Record<string, Record<string, number>> = {}
  for (const delivery of deliveriesOf(city.out)) {
    const manifest = JSON.parse(readFileSync(join(city.out, delivery, 'manifest.json'), 'utf8'))
    const { dataset, known_at, complete, backfill } = manifest
    const file = join(city.out, delivery, `${dataset}.csv`)
    const report = await loadFile(warehouse, file, { dataset, known_at, complete, backfill })
    const sums = held[dataset] ?? {}
    held[dataset] = sums
    for (const [reason, number] of Object.entries(report.reasons)) sums[reason] = (sums[reason] ?? 0) + number
  }
  const planted = Object.entries(city.summary.dirt).map(([id, dirt]) => [id, plantedIn(dirt)] as const)
  const some = <Told>(entries: readonly (readonly [string, Told])[]) =>
    Object.fromEntries(entries.filter(([, told]) => Object.keys(told as object).length > 0))
  assert.ok(Object.keys(some(planted)).length > 3)
  assert.deepEqual(some(Object.entries(held)), some(planted))
})
