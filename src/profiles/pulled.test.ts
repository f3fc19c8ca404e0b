import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { planIndicators } from '#indicators'
import { answersTo, shenzhen } from '#indicators/testing'
import { type Instant, instant } from '#kernel'
import { catchUp, layoutOf, profileAt, profilesMigrations, refreshAll, servedProfile } from '#profiles'
import { openTestStore } from '#store/testing'
import { allDatasets, loadText, openTestWarehouse } from '#themes/testing'
import type { Warehouse } from '#warehouse'

const a = '91440300QX0000018L'
const b = '91440300QX0000026F'
const region = shenzhen()
const named = ['jud_execution', 'reg_entity_base', 'ut_arrears']
const layout = layoutOf({
  plan: planIndicators(region, ['JD008', 'RG001']),
  ...{ series: [], months: 0 },
  datasets: region.datasets.filter(({ id }) => named.includes(id)),
})
const header = 'uscc,case_no,filed_on,amount,court\n'
const a_case = `${header}${a},(2026)粤1,2026-02-05,12.50,法院\n`
const first_pull = instant('2026-03-01T09:00:00')
const noon = instant('2026-04-01T12:00:00')

/** Two firms of the register, of which a court was asked about the first alone. */
async function pulled() {
  const warehouse = await openTestWarehouse(allDatasets())
  await loadText(warehouse, `uscc,name\n${a},甲\n${b},乙\n`, {
    dataset: 'reg_entity_base',
    known_at: '2026-01-01',
  })
  const pull = (of_firm: string, text: string, known_at: string) =>
    loadText(warehouse, text, { dataset: 'jud_execution', known_at, of_firm })
  await pull(a, a_case, first_pull)
  return { warehouse, pull }
}

const told = async (warehouse: Warehouse, uscc: string, at: Instant) => {
  const profile = await profileAt(warehouse, layout, uscc, at)
  const { value, flag } = profile?.indicators.JD008 ?? {}
  const { covered, has_data, known_at } = profile?.ages.jud_execution ?? {}
  return { value, flag, covered, has_data, known_at }
}
const uncovered = { value: null, flag: 'NO_COVERAGE', covered: false, has_data: false, known_at: null }

test('a firm is covered from its first pull on, and one that was never pulled is not', async () => {
  const { warehouse } = await pulled()
  await using held = warehouse
  assert.deepEqual(await told(held, a, noon), {
    ...{ value: 1, flag: 'OK', covered: true, has_data: true, known_at: first_pull },
  })
  assert.deepEqual(await told(held, a, instant('2026-03-01T08:59:59.999999')), uncovered)
  assert.deepEqual((await told(held, a, first_pull)).covered, true)
  assert.deepEqual(await told(held, b, noon), uncovered)
})

test('a pull that found nothing says nought of that firm, which is served so at once', async () => {
  const { warehouse, pull } = await pulled()
  await using held = warehouse
  await using store = await openTestStore(profilesMigrations)
  const scratch = mkdtempSync(join(tmpdir(), 'xinqiao-'))
  await refreshAll(held, store, layout, noon, scratch)
  assert.equal((await servedProfile(store, layout, b))?.indicators.JD008?.flag, 'NO_COVERAGE')
  await pull(b, header, '2026-03-31')
  assert.equal(await catchUp(held, store, layout, noon, scratch), 1, 'the one firm that was asked about')
  assert.deepEqual((await servedProfile(store, layout, b))?.indicators.JD008, {
    value: 0,
    flag: 'OK',
    marks: [],
  })
  assert.equal((await told(held, a, noon)).known_at, first_pull, 'the other is as old as its own pull')
})

test('a pull of which a row could not come in covers nobody', async () => {
  const { warehouse, pull } = await pulled()
  await using held = warehouse
  const { quarantined } = await pull(b, `${header}${b},(2026)粤2,2026-02-30,1,法院\n`, '2026-03-02')
  assert.equal(quarantined, 1)
  assert.deepEqual(await told(held, b, noon), uncovered)
})

test('what is delivered for all covers all, whoever was pulled', async () => {
  const { warehouse } = await pulled()
  await using held = warehouse
  await loadText(held, a_case, { dataset: 'jud_execution', known_at: '2026-03-05' })
  assert.deepEqual([(await told(held, b, noon)).value, (await told(held, b, noon)).flag], [0, 'OK'])
})

test('a backtest tells each pair of its own pull', async () => {
  const { warehouse } = await pulled()
  await using held = warehouse
  const pairs = [
    { uscc: a, as_of: '2026-02-28T23:59:59Z' },
    { uscc: a, as_of: '2026-03-02' },
    { uscc: b, as_of: '2026-03-02' },
  ]
  const rows = await answersTo(held, planIndicators(region, ['JD008']), pairs, 'published')
  assert.deepEqual(
    rows.map(({ values }) => values.JD008?.flag),
    ['NO_COVERAGE', 'OK', 'NO_COVERAGE'],
  )
})
