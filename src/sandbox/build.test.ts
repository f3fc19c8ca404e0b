import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { day, digestHex, instant, month } from '#kernel'
import { buildCity, demo_firms, latestCityMonth, longest_city_months } from '#sandbox'
import { builtCity, deliveriesOf, regionDatasets, textOf } from '#sandbox/testing'
import { spanOf } from './order.ts'

function digestOf(out: string): string {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort()
  return digestHex('intl', ...paths.flatMap((path) => [path.slice(out.length), readFileSync(path)]))
}

test('the same order gives the same bytes, and another seed does not', async () => {
  using first = await builtCity({ months: 5 })
  using again = await builtCity({ months: 5 })
  using other_seed = await builtCity({ months: 5, seed: 2 })
  assert.equal(digestOf(again.out), digestOf(first.out))
  assert.notEqual(digestOf(other_seed.out), digestOf(first.out))
})

test('in a city of 200 firms', async (t) => {
  using city = await builtCity()
  await t.test('every delivery has a manifest with its files, and folders sort as they became known', () => {
    const deliveries = deliveriesOf(city.out)
    assert.equal(deliveries.length, city.summary.deliveries)
    const known = deliveries.map((delivery) => {
      const manifest = JSON.parse(readFileSync(join(city.out, delivery, 'manifest.json'), 'utf8'))
      assert.match(delivery, new RegExp(`^\\d{3}-${manifest.dataset}-\\d{4}-\\d{2}$`))
      assert.equal(manifest.notice, '模拟数据')
      assert.match(manifest.known_at, /\+08:00$/)
      assert.ok(manifest.files.every((file: string) => existsSync(join(city.out, delivery, file))))
      const is_month = regionDatasets().find(({ id }) => id === manifest.dataset)?.kind === 'month'
      assert.equal(manifest.complete, is_month)
      return instant(manifest.known_at)
    })
    assert.deepEqual(known, [...known].sort())
    assert.equal(new Set(known).size, known.length)
  })

  await t.test('every header is of the code, fields of the definition and the envelope', () => {
    for (const delivery of deliveriesOf(city.out)) {
      const dataset = regionDatasets().find(({ id }) => delivery.includes(`-${id}-`))
      const bytes = readFileSync(join(city.out, delivery, `${dataset?.id}.csv`))
      const [code, ...columns] = textOf(bytes).split(/\r?\n/)[0]?.split(',') ?? []
      assert.equal(code, dataset?.subject === 'none' ? dataset.fields[0]?.id : 'uscc')
      const fields = ['published_at', 'op', ...(dataset?.fields.map(({ id }) => id) ?? [])]
      assert.deepEqual(
        columns.filter((column) => !fields.includes(column)),
        [],
      )
    }
  })

  await t.test(
    'a month is delivered by day 20 of the next, and the opening register before any of them',
    () => {
      const [first = ''] = deliveriesOf(city.out)
      assert.equal(first, '001-reg_entity_base-2025-07')
      for (const delivery of deliveriesOf(city.out).filter((name) => /-(ss|tax_declaration)_/.test(name))) {
        const { known_at } = JSON.parse(readFileSync(join(city.out, delivery, 'manifest.json'), 'utf8'))
        assert.equal(month(known_at.slice(0, 7)), month(delivery.slice(-7)) + 1)
        assert.ok(Number(known_at.slice(8, 10)) <= 20)
      }
    },
  )

  await t.test(
    'the court writes GB18030, the lists end their lines as spreadsheets do, the others write UTF-8',
    () => {
      for (const delivery of deliveriesOf(city.out)) {
        const dataset = delivery.replace(/^\d+-|-\d{4}-\d{2}$/g, '')
        const bytes = readFileSync(join(city.out, delivery, `${dataset}.csv`))
        const rows = textOf(bytes).split('\n').length - 2
        const is_utf8 = Buffer.from(bytes.toString()).equals(bytes)
        assert.equal(is_utf8, rows === 0 || !dataset.startsWith('jud_'), delivery)
        assert.equal(bytes.includes('\r\n'), dataset === 'adm_list', delivery)
      }
    },
  )

  await t.test('the summary is the city’s last file, and names the demo firms', () => {
    assert.deepEqual(JSON.parse(readFileSync(join(city.out, 'city.json'), 'utf8')), city.summary)
    assert.equal(city.summary.firms.live_streaming, demo_firms.live_streaming.uscc)
    assert.match(readFileSync(join(city.out, 'README.txt'), 'utf8'), /^模拟数据/)
    assert.match(readFileSync(join(city.out, 'truth', 'README.txt'), 'utf8'), /^模拟数据/)
  })
})

test('progress ends with the last delivery', async () => {
  const told: [number, number][] = []
  using city = await builtCity({ months: 1 })
  const order = { enterprises: 50, months: 9, seed: 1, until: month('2026-04'), datasets: regionDatasets() }
  await buildCity({ ...order, out: join(city.out, 'another') }, (...numbers) => told.push(numbers))
  const [, deliveries] = told[0] ?? []
  assert.deepEqual(told.at(-1), [deliveries, deliveries])
})

const order = { enterprises: 50, months: 3, seed: 1, until: month('2026-10'), datasets: regionDatasets() }
for (const [what, change, code] of [
  ['fewer firms than the demo has', { enterprises: Object.keys(demo_firms).length - 1 }, 'city_size'],
  ['half a firm', { enterprises: 50.5 }, 'city_size'],
  ['no month', { months: 0 }, 'city_size'],
  ['more months than the demo firms are old', { months: longest_city_months + 1 }, 'city_size'],
  ['a region without the dataset', { datasets: [] }, 'city_dataset'],
  [
    'a dataset without the field',
    { datasets: regionDatasets().map((dataset) => ({ ...dataset, fields: [] })) },
    'city_field',
  ],
  ['a folder that holds something', { out: 'src' }, 'city_out_not_empty'],
] as const) {
  test(`a city of ${what} is refused`, async () => {
    await assert.rejects(buildCity({ ...order, out: 'never-made', ...change }), { code })
    assert.ok(!existsSync('never-made'))
  })
}

test('a month may be the last one from the day after its deliveries', () => {
  assert.equal(latestCityMonth(day('2026-11-20')), month('2026-09'))
  assert.equal(latestCityMonth(day('2026-11-21')), month('2026-10'))
  assert.equal(latestCityMonth(day('2027-01-01')), month('2026-11'))
})

test('a city is at least its demo firms and a month, and at most as old as they are', () => {
  const enterprises = Object.keys(demo_firms).length
  assert.equal(spanOf({ ...order, out: '', enterprises, months: 1 }).first, order.until)
  assert.equal(spanOf({ ...order, out: '', months: longest_city_months }).first, order.until - 59)
})

test('the smallest city can be built', async () => {
  using smallest = await builtCity({ enterprises: Object.keys(demo_firms).length, months: 1 })
  // All but the silent one.
  assert.equal(smallest.summary.rows_by_dataset.ss_headcount_monthly, Object.keys(demo_firms).length - 1)
})
