import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { planIndicators } from '#indicators'
import { shenzhen } from '#indicators/testing'
import { instant } from '#kernel'
import {
  catchUp,
  isCurrent,
  layoutOf,
  profileAt,
  profilesMigrations,
  refreshAll,
  servedProfile,
} from '#profiles'
import { sql } from '#sql'
import { openTestStore } from '#store/testing'
import { allDatasets, loadText, openTestWarehouse } from '#themes/testing'

const a = '91440300QX0000018L'
const b = '91440300QX0000026F'
const region = shenzhen()
const layout = layoutOf({
  plan: planIndicators(region, ['WF001', 'WF004', 'JD008', 'RG001']),
  series: [{ dataset: 'ss_headcount_monthly', field: 'insured_n' }],
  months: 3,
  datasets: region.datasets.filter(({ id }) =>
    ['ss_headcount_monthly', 'jud_execution', 'reg_entity_base'].includes(id),
  ),
})

async function loaded() {
  const warehouse = await openTestWarehouse(allDatasets())
  const month = (text: string, known_at: string) =>
    loadText(warehouse, `uscc,stat_month,insured_n\n${text}`, { dataset: 'ss_headcount_monthly', known_at })
  await month(`${a},2026-01,10\n${b},2026-01,5\n`, '2026-02-20')
  await month(`${a},2026-02,11\n${b},2026-02,5\n`, '2026-03-20')
  const case_text = `uscc,case_no,filed_on,amount,court\n${a},"(2026)粤1",2026-02-05,12.50,"法院,一"\n`
  await loadText(warehouse, case_text, { dataset: 'jud_execution', known_at: '2026-03-01' })
  return { warehouse, month }
}

const scratch = mkdtempSync(join(tmpdir(), 'xinqiao-'))
const noon = instant('2026-04-01T12:00:00')

test('what is served is what the compiler says at that instant, to the last value', async () => {
  const { warehouse } = await loaded()
  await using held = warehouse
  await using store = await openTestStore(profilesMigrations)
  assert.equal(await refreshAll(held, store, layout, noon, scratch), 2)
  for (const uscc of [a, b]) {
    assert.deepEqual(await servedProfile(store, layout, uscc), await profileAt(held, layout, uscc, noon))
  }
  const profile = await servedProfile(store, layout, a)
  assert.deepEqual(profile?.indicators.WF001, { value: 11, flag: 'OK', marks: [] })
  assert.deepEqual(profile?.indicators.JD008, { value: 1, flag: 'OK', marks: [] })
  assert.deepEqual(profile?.indicators.RG001?.flag, 'NO_COVERAGE')
  assert.deepEqual(profile?.series['ss_headcount_monthly.insured_n'], [
    { month: '2025-12', value: null },
    { month: '2026-01', value: 10 },
    { month: '2026-02', value: 11 },
  ])
  assert.deepEqual(
    profile?.facts.jud_execution?.map(({ amount, court }) => [amount, court]),
    [['12.50', '法院,一']],
  )
  assert.deepEqual(profile?.ages.ss_headcount_monthly, {
    covered: true,
    has_data: true,
    month: '2026-02',
    known_at: instant('2026-03-20'),
  })
  assert.equal(profile?.ages.reg_entity_base?.covered, false)
  assert.equal(await servedProfile(store, layout, '91440300QX0000AB38'), null)
})

test('a load refreshes the firms that it touched, and a month that opens refreshes all', async () => {
  const { warehouse, month } = await loaded()
  await using held = warehouse
  await using store = await openTestStore(profilesMigrations)
  await catchUp(held, store, layout, noon, scratch)
  assert.ok(await isCurrent(held, store, layout, noon))
  await month(`${a},2026-02,12\n`, '2026-04-01T12:30:00')
  assert.ok(!(await isCurrent(held, store, layout, noon)))
  const later = instant('2026-04-01T13:00:00')
  assert.equal(await catchUp(held, store, layout, later, scratch), 1)
  assert.equal((await servedProfile(store, layout, a))?.indicators.WF001?.value, 12)
  assert.equal((await servedProfile(store, layout, a))?.as_of, later)
  assert.equal((await servedProfile(store, layout, b))?.as_of, noon)
  await month(`${a},2026-03,13\n${b},2026-03,5\n`, '2026-04-20')
  assert.equal(await catchUp(held, store, layout, instant('2026-04-21'), scratch), 2)
  assert.equal((await servedProfile(store, layout, b))?.ages.ss_headcount_monthly?.month, '2026-03')
})

test('what came under a code that another firm answers for is told under that firm, from the merge to the split', async () => {
  const { warehouse, month } = await loaded()
  await using held = warehouse
  await using store = await openTestStore(profilesMigrations)
  const case_text = `uscc,case_no,filed_on,amount,court\n${b},"(2026)粤2",2026-02-05,1,x\n`
  await loadText(held, case_text, { dataset: 'jud_execution', known_at: '2026-03-02' })
  await held.run(sql`
    INSERT INTO identity.members
    SELECT a.enterprise_id, b.enterprise_id, TIMESTAMP '2026-03-25 00:00:00', TIMESTAMP '2026-04-02 00:00:00'
    FROM identity.enterprises a, identity.enterprises b WHERE a.uscc = ${a} AND b.uscc = ${b}`)
  const at = async (text: string) => {
    const profile = await profileAt(held, layout, a, instant(text))
    const series = profile?.series['ss_headcount_monthly.insured_n']?.map(({ value }) => value)
    return [profile?.facts.jud_execution?.length, profile?.indicators.WF001?.value, series]
  }
  assert.deepEqual(await at('2026-03-24T12:00:00'), [1, 11, [null, 10, 11]])
  assert.deepEqual(await at('2026-04-01T12:00:00'), [2, 16, [null, 15, 16]])
  assert.deepEqual(await at('2026-04-03T12:00:00'), [1, 11, [null, 10, 11]])
  await refreshAll(held, store, layout, noon, scratch)
  await month(`${b},2026-02,7\n`, '2026-03-31')
  await catchUp(held, store, layout, noon, scratch)
  assert.equal(
    (await servedProfile(store, layout, a))?.indicators.WF001?.value,
    18,
    'redrawn with its member',
  )
})

test('of the individual business that a firm was, only the day is told, from when it is known', async () => {
  const { warehouse } = await loaded()
  await using held = warehouse
  await held.run(sql`
    INSERT INTO identity.successions (from_id, to_id, succeeded_on, known_at, superseded_at, recorded_by, note)
    SELECT b.enterprise_id, a.enterprise_id, DATE '2026-02-01', TIMESTAMP '2026-03-25 00:00:00',
      TIMESTAMP '2026-04-02 00:00:00', 'clerk', 'x'
    FROM identity.enterprises a, identity.enterprises b WHERE a.uscc = ${a} AND b.uscc = ${b}`)
  const at = async (text: string) => {
    const profile = await profileAt(held, layout, a, instant(text))
    return [profile?.succeeded_on, profile?.indicators.WF001?.value]
  }
  assert.deepEqual(await at('2026-03-24T23:59:59Z'), [[], 11])
  assert.deepEqual(await at('2026-03-25T00:00:00Z'), [['2026-02-01'], 11])
  assert.deepEqual(await at('2026-04-02T00:00:00Z'), [[], 11])
})
