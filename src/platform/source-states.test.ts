import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kernel'
import { readDefinitions } from '#platform'
import type { FreshnessLine } from './intake.ts'
import { stateOf } from './source-states.ts'

const court = readDefinitions('regions/shenzhen').sources.find(({ id }) => id === 'court')
assert.ok(court)
const last = day(court.contract.review_until)

const line = (dataset: string, change: Partial<FreshnessLine>): FreshnessLine => ({
  ...{ dataset, name: { zh: dataset, en: dataset }, last_known_at: null, month: null, age_days: null },
  ...{ promised_days: 7, is_stale: false, batches_30d: 0, rows_30d: 0, rejected_ratio: null },
  ...change,
})

test('a source without deliveries has no success to speak of, and may deliver on the last day of its review', () => {
  const state = stateOf(court, [line('jud_case', {}), line('ss_arrears', { is_stale: true })], last)
  assert.deepEqual(
    [state.success_ratio, state.stale_n, state.is_in_force, state.datasets.map(({ dataset }) => dataset)],
    [null, 0, true, ['jud_case']],
  )
  assert.equal(
    stateOf({ ...court, contract: { ...court.contract, review_until: '2026-01-01' } }, [], last).is_in_force,
    false,
  )
})

test('the success of a source is the share of all rows of its datasets that came in', () => {
  const lines = [
    line('jud_case', { rows_30d: 100, rejected_ratio: 0.04, is_stale: true }),
    line('jud_execution', { rows_30d: 300, rejected_ratio: 0 }),
    line('ss_arrears', { rows_30d: 1000, rejected_ratio: 1 }),
  ]
  const { success_ratio, stale_n } = stateOf(court, lines, last)
  assert.deepEqual([success_ratio, stale_n], [0.99, 1])
})
