import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { planIndicators } from '#indicators'
import { shenzhen } from '#indicators/testing'
import { instant } from '#kernel'
import { catchUp, findEnterprises, layoutOf, profilesMigrations, refreshAll } from '#profiles'
import { openTestStore } from '#store/testing'
import { allDatasets, loadText, openTestWarehouse } from '#themes/testing'

const region = shenzhen()
const layout = layoutOf({
  plan: planIndicators(region, ['RG001']),
  series: [],
  months: 0,
  datasets: region.datasets.filter(({ id }) => id === 'reg_entity_base' || id === 'jud_execution'),
})
const noon = instant('2026-04-01T12:00:00')
const scratch = mkdtempSync(join(tmpdir(), 'xinqiao-'))
const unregistered = '91440300QX00000425'
const registered = [
  ['91440300QX0000018L', '示例一号制造厂', '440305'],
  ['91440300QX0000026F', '深圳示例\uff08南山\uff09贸易有限公司', '440304'],
  ['92440303QX0000034J', '100%_好面馆', '440303'],
]
const header = 'uscc,name,status,established_on,region_code'
const row = ([uscc, name, region]: readonly string[]): string => `${uscc},${name},active,2020-01-01,${region}`

async function opened() {
  const warehouse = await openTestWarehouse(allDatasets())
  const registry = `${header}\n${registered.map(row).join('\n')}\n`
  await loadText(warehouse, registry, { dataset: 'reg_entity_base', known_at: '2026-03-01' })
  const execution = `uscc,case_no,filed_on,amount\n${unregistered},(2026)1,2026-02-05,1.00\n`
  await loadText(warehouse, execution, { dataset: 'jud_execution', known_at: '2026-03-02' })
  const store = await openTestStore(profilesMigrations)
  await refreshAll(warehouse, store, layout, noon, scratch)
  return { warehouse, store }
}

test('an enterprise is found by', async (t) => {
  const { warehouse, store } = await opened()
  await using _ = warehouse
  await using held = store
  const [factory, trader, shop] = registered.map(([uscc]) => uscc)
  for (const [what, text, expected] of [
    ['its code', factory, [factory]],
    ['its code in lower case, with spaces', ' 91440300qx 0000018l', [factory]],
    ['a part of its name, a name that begins with it first', '示例', [factory, trader]],
    ['brackets of the other width', '示例(南山)', [trader]],
    ['its name with spaces', '深圳 示例', [trader]],
    ['characters that a pattern would read otherwise', '0%_好', [shop]],
    ['its code, where the registry does not know it', unregistered, [unregistered]],
    ['nothing, where no name holds the text', '%%', []],
    ['nothing, where there is no such code', '91440300QX0000AB38', []],
    ['a text of two characters', '面馆', [shop]],
    ['no text of one character', '面 ', undefined],
  ] as const) {
    await t.test(what, async () => {
      const found = await findEnterprises(held, layout, text ?? '')
      assert.deepEqual(
        found?.map(({ uscc }) => uscc),
        expected,
      )
    })
  }
})

test('what is found shows the row of the registry, and none where there is none', async () => {
  const { warehouse, store } = await opened()
  await using _ = warehouse
  await using held = store
  const [factory] = (await findEnterprises(held, layout, '一号')) ?? []
  assert.deepEqual([factory?.name, factory?.fact?.region_code], ['示例一号制造厂', '440305'])
  assert.deepEqual(await findEnterprises(held, layout, unregistered), [
    { uscc: unregistered, name: null, fact: null },
  ])
})

test('a firm that is renamed is found by its new name alone', async () => {
  const { warehouse, store } = await opened()
  await using held = warehouse
  await using served = store
  const renamed = `${header}\n${row(['91440300QX0000018L', '示例二号工厂', '440305'])}\n`
  await loadText(held, renamed, { dataset: 'reg_entity_base', known_at: '2026-04-01T12:30:00' })
  await catchUp(held, served, layout, instant('2026-04-01T13:00:00'), scratch)
  assert.deepEqual(await findEnterprises(served, layout, '一号'), [])
  assert.equal((await findEnterprises(served, layout, '二号'))?.length, 1)
})
