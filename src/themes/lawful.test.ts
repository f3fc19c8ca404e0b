import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Instant, instant, usccCheckCharacter } from '#kernel'
import { sql } from '#sql'
import { annotate, endSaying, lawAt, lawfulFacts, listAnnotations, visibleAt } from '#themes'
import { datasetOf, lawClocks, loadText, openTestWarehouse, refused } from '#themes/testing'
import type { Warehouse } from '#warehouse'

const person = coded('92440300QX0000018')
const firm = coded('91440300QX0000026')
const penalty = datasetOf('adm_penalty')
const clocks = lawClocks()
const head = 'uscc,doc_no,authority,authority_class,kind,penalty_class,decided_on,repaired_on'
const known_at = '2026-04-01'

function coded(body: string): string {
  return body + usccCheckCharacter(body)
}

function penaltyRow(uscc: string, doc_no: string, decided_on: string, repaired_on = ''): string {
  return `${uscc},${doc_no},x,market,fine,general,${decided_on},${repaired_on}`
}

async function told(warehouse: Warehouse, asked_at: Instant, as_of = asked_at): Promise<readonly string[]> {
  const law = await lawAt(warehouse, clocks, asked_at)
  const at = sql`CAST(${as_of.replace('T', ' ').replace('Z', '')} AS TIMESTAMP)`
  const rows = await warehouse.rows<{ doc_no: string }>(sql`
    SELECT doc_no FROM ${lawfulFacts(penalty, law)} AS fact WHERE ${visibleAt('strict', at)} ORDER BY doc_no`)
  return rows.map(({ doc_no }) => doc_no)
}

for (const [ended_on, last, first] of [
  ['2021-06-15', '2026-06-14', '2026-06-15'],
  // A leap day's five years end on the last day of February.
  ['2024-02-29', '2029-02-27', '2029-02-28'],
] as const) {
  test(`what a person was punished for until ${ended_on} is told on ${last} and no longer on ${first}`, async () => {
    await using warehouse = await openTestWarehouse()
    const rows = [penaltyRow(person, 'own', ended_on), penaltyRow(firm, 'firm', ended_on)]
    await loadText(warehouse, [head, ...rows].join('\n'), { dataset: 'adm_penalty', known_at })
    assert.deepEqual(await told(warehouse, instant(`${last}T23:59:59`)), ['firm', 'own'])
    assert.deepEqual(await told(warehouse, instant(`${first}T00:00:00`)), ['firm'])
    const past = instant('2026-04-02')
    assert.deepEqual(await told(warehouse, instant(first), past), ['firm'], 'whatever instant is asked about')
  })
}

test('a repaired item leaves on its day, and the versions that did not know of it leave with it', async () => {
  await using warehouse = await openTestWarehouse()
  const load = (row: string, at: string) =>
    loadText(warehouse, `${head}\n${row}`, { dataset: 'adm_penalty', known_at: at })
  await load(penaltyRow(firm, 'one', '2026-01-05'), known_at)
  await load(penaltyRow(firm, 'one', '2026-01-05', '2026-05-10'), '2026-05-01')
  const before = instant('2026-04-15')
  assert.deepEqual(await told(warehouse, instant('2026-05-09T23:59:59'), before), ['one'])
  assert.deepEqual(await told(warehouse, instant('2026-05-10T00:00:00'), before), [])
})

test('what a person says of a fact holds from then on, for that fact alone, until it is ended', async () => {
  await using warehouse = await openTestWarehouse()
  const rows = [penaltyRow(firm, 'one', '2026-01-05'), penaltyRow(firm, 'two', '2026-01-05')]
  await loadText(warehouse, [head, ...rows].join('\n'), { dataset: 'adm_penalty', known_at })
  const clock = () => instant('2026-05-01T12:00:00')
  const said = { dataset: penalty, uscc: firm, kind: 'repaired', who: 'someone', note: '信用中国' } as const
  const { annotation_id } = await annotate(warehouse, { ...said, grain: { doc_no: 'one' } }, clock)
  assert.deepEqual(await told(warehouse, instant('2026-05-01T11:59:59')), ['one', 'two'])
  assert.deepEqual(await told(warehouse, clock()), ['two'])
  assert.deepEqual(await told(warehouse, clock(), instant('2026-04-10')), ['two'])
  await endSaying(warehouse, annotation_id, () => instant('2026-05-02T12:00:00'))
  assert.deepEqual(await told(warehouse, instant('2026-05-02T11:59:59')), ['two'])
  assert.deepEqual(await told(warehouse, instant('2026-05-02T12:00:00')), ['one', 'two'])
  assert.equal((await listAnnotations(warehouse, { uscc: firm })).length, 1)
})

test('nothing is said of a fact that is not there, nor twice ended', async () => {
  await using warehouse = await openTestWarehouse()
  await loadText(warehouse, `${head}\n${penaltyRow(firm, 'one', '2026-01-05')}`, {
    ...{ dataset: 'adm_penalty', known_at },
  })
  const clock = () => instant('2026-05-01')
  const said = { dataset: penalty, uscc: firm, kind: 'disputed', who: 'someone', note: '' } as const
  const say = (grain: Readonly<Record<string, string>>) => annotate(warehouse, { ...said, grain }, clock)
  await refused('fact_unknown', () => say({ doc_no: 'three' }))
  await refused('grain_wrong', () => say({}))
  await refused('grain_wrong', () => say({ doc_no: 'one', more: 'x' }))
  const { annotation_id } = await say({ doc_no: 'one' })
  await endSaying(warehouse, annotation_id, clock)
  await refused('annotation_unknown', () => endSaying(warehouse, annotation_id, clock))
  await refused('annotation_unknown', () => endSaying(warehouse, 99, clock))
})
