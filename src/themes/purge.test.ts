import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Instant, instant, usccCheckCharacter } from '#kernel'
import { sql } from '#sql'
import { endHolds, factsOf, keepHold, lawAt, purge } from '#themes'
import { datasetOf, lawClocks, loadText, openTestWarehouse } from '#themes/testing'
import type { Warehouse } from '#warehouse'

const person = coded('92440300QX0000018')
const firm = coded('91440300QX0000026')
const ids = ['adm_penalty', 'ss_headcount_monthly', 'reg_entity_base', 'jud_execution'] as const
const datasets = ids.map(datasetOf)
const known_at = '2026-04-01'
const today = instant('2026-06-15T00:05:00')

function coded(body: string): string {
  return body + usccCheckCharacter(body)
}

async function purged(warehouse: Warehouse, at: Instant = today, is_dry_run = false) {
  const law = await lawAt(warehouse, lawClocks(), at)
  const { purged: done, held } = await purge(warehouse, datasets, law, is_dry_run)
  return { done: done.map(({ dataset, rule, rows }) => [dataset, rule, rows]), held }
}

async function left(warehouse: Warehouse, dataset: string): Promise<number> {
  const [row] = await warehouse.rows<{ n: number }>(sql`SELECT count(*) AS n FROM ${factsOf(dataset)}`)
  return row?.n ?? 0
}

async function penalties(warehouse: Warehouse, rows: readonly (readonly [string, string, string])[]) {
  const head = 'uscc,doc_no,authority,authority_class,kind,penalty_class,decided_on'
  const lines = rows.map(([uscc, doc_no, on]) => `${uscc},${doc_no},x,market,fine,general,${on}`)
  await loadText(warehouse, [head, ...lines].join('\n'), { dataset: 'adm_penalty', known_at })
}

test('a person’s negative information is deleted five years after its end, a firm’s after its retention', async () => {
  await using warehouse = await openTestWarehouse(datasets)
  await penalties(warehouse, [
    [person, 'on the day', '2021-06-15'],
    [person, 'a day later', '2021-06-16'],
    [firm, 'five years', '2021-06-15'],
    [firm, 'ten years', '2016-06-15'],
    [firm, 'ten years less a day', '2016-06-16'],
  ])
  assert.deepEqual((await purged(warehouse, today, true)).done, [
    ['adm_penalty', 'natural_negative', 1],
    ['adm_penalty', 'retention', 1],
  ])
  assert.equal(await left(warehouse, 'adm_penalty'), 5, 'a dry run only counts')
  await purged(warehouse)
  assert.equal(await left(warehouse, 'adm_penalty'), 3)
  assert.deepEqual((await purged(warehouse)).done, [], 'the second time there is nothing')
})

test('months go when their years are over, and an instant before is not covered any more', async () => {
  await using warehouse = await openTestWarehouse(datasets)
  const text = ['uscc,stat_month,insured_n', `${firm},2016-05,1`, `${firm},2016-06,2`].join('\n')
  await loadText(warehouse, text, { dataset: 'ss_headcount_monthly', known_at: '2016-07-01', backfill: true })
  assert.deepEqual((await purged(warehouse)).done, [['ss_headcount_monthly', 'retention', 1]])
  const covered = await warehouse.rows<{ mode: string; since: string }>(sql`
    SELECT mode, CAST(CAST(known_at AS DATE) AS VARCHAR) AS since FROM themes.coverage
    WHERE dataset_id = 'ss_headcount_monthly' AND mode = 'published'`)
  assert.deepEqual(covered, [{ mode: 'published', since: '2016-06-20' }])
})

test('what goes on is kept however old it is, and so is what a firm is now', async () => {
  await using warehouse = await openTestWarehouse(datasets)
  const execution = `uscc,case_no,filed_on,amount,court\n${firm},one,1999-01-05,10,x\n`
  await loadText(warehouse, execution, { dataset: 'jud_execution', known_at })
  const base = `uscc,name,status,established_on,region_code\n${firm},甲,active,1999-01-01,440305\n`
  await loadText(warehouse, base, { dataset: 'reg_entity_base', known_at })
  assert.deepEqual((await purged(warehouse)).done, [])
})

test('a legal hold stops the purge of its dataset until it is released', async () => {
  await using warehouse = await openTestWarehouse(datasets)
  await penalties(warehouse, [[firm, 'old', '2010-01-01']])
  await keepHold(warehouse, { dataset: 'adm_penalty', at: instant('2026-06-01'), who: 'counsel', note: '' })
  assert.deepEqual(await purged(warehouse), { done: [], held: ['adm_penalty'] })
  assert.equal(await endHolds(warehouse, 'adm_penalty', instant('2026-06-14')), 1)
  assert.deepEqual(await purged(warehouse), { done: [['adm_penalty', 'retention', 1]], held: [] })
})
