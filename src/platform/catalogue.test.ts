import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '#kernel'
import { catalogueOf, deliveredCatalogue, readDefinitions } from '#platform'

const region = readDefinitions('regions/shenzhen')
const freshness = ['jud_case', 'jud_execution'].map((dataset) => ({ dataset, age_days: 3 }))

interface Entry {
  readonly id: string
  readonly deliveries: readonly Json[]
}

const delivered = (kind: string, id: string): readonly Json[] | undefined =>
  (deliveredCatalogue(region, kind, freshness) as unknown as readonly Entry[]).find(
    (entry) => entry.id === id,
  )?.deliveries

for (const [kind, least] of [
  ['datasets', 79],
  ['sources', 18],
  ['indicators', 48],
  ['products', 5],
] as const) {
  test(`the catalogue of ${kind} has them all`, () => {
    assert.ok((catalogueOf(region, kind) as readonly Json[]).length >= least)
  })
}

test('a dataset says how it came of late, and a source how all did that it delivers', () => {
  assert.deepEqual(delivered('datasets', 'jud_case'), [{ dataset: 'jud_case', age_days: 3 }])
  assert.deepEqual(delivered('datasets', 'ss_arrears'), [])
  assert.deepEqual(delivered('sources', 'court'), freshness)
})

test('a kind that there is not, and one that nobody delivers, are refused', () => {
  assert.throws(() => catalogueOf(region, 'bureau'), { code: 'catalogue_unknown' })
  assert.throws(() => deliveredCatalogue(region, 'products', freshness), { code: 'nothing_delivered' })
})
