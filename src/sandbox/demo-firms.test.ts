import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demo_firms } from '#sandbox'
import { type BuiltCity, builtCity, type Line, linesOf } from '#sandbox/testing'

function scripted(city: BuiltCity, dataset: string, uscc: string): readonly Line['cells'][] {
  return linesOf(city.out, dataset).flatMap(({ cells }) => (cells.uscc === uscc ? [cells] : []))
}

const numbers = (rows: readonly Line['cells'][], field: string): readonly number[] =>
  rows.map((row) => Number(row[field]))

test('in a city of three years', async (t) => {
  using city = await builtCity({ enterprises: 50, months: 36 })
  await t.test(
    'the live-streaming firm follows the golden vector for 24 months while its sales rise by a quarter',
    () => {
      const { uscc } = demo_firms.live_streaming
      const moves = scripted(city, 'ss_movement_monthly', uscc).slice(-24)
      assert.equal(moves[0]?.begin_n, '100')
      assert.deepEqual(
        numbers(moves, 'joiners_n'),
        [3, 2, 4, 3, 2, 3, 1, 2, 5, 3, 2, 2, 2, 3, 3, 2, 2, 3, 1, 2, 3, 1, 0, 0],
      )
      assert.deepEqual(
        numbers(moves, 'leavers_n'),
        [2, 2, 3, 2, 3, 2, 2, 3, 2, 2, 2, 3, 2, 2, 3, 3, 2, 3, 2, 4, 3, 6, 9, 12],
      )
      const insured = [
        ...[101, 101, 102, 103, 102, 103, 102, 101, 104, 105, 105, 104],
        ...[104, 105, 105, 104, 104, 104, 103, 101, 101, 96, 87, 75],
      ]
      const heads = scripted(city, 'ss_headcount_monthly', uscc).slice(-24)
      assert.deepEqual(numbers(heads, 'insured_n'), insured)
      const sales = numbers(scripted(city, 'tax_declaration_monthly', uscc), 'sales_taxable')
      const [now = 0, before = 1] = [sales.slice(-3), sales.slice(-15, -12)].map((part) =>
        part.reduce((a, b) => a + b),
      )
      assert.equal(Math.round((now / before - 1) * 1000), 250)
    },
  )

  await t.test('the seasonal factory is the same in the same month of every year', () => {
    const rows = scripted(city, 'ss_movement_monthly', demo_firms.seasonal_factory.uscc)
    for (const field of ['joiners_n', 'leavers_n', 'end_n']) {
      const series = numbers(rows, field)
      assert.deepEqual(series.slice(12), series.slice(0, -12))
    }
    const insured = numbers(rows, 'end_n')
    assert.equal(insured.at(-1), 300)
    assert.ok(Math.min(...insured) < 0.9 * Math.max(...insured), 'people go home for the Spring Festival')
  })

  await t.test('the healthy firm has nothing against it, and the dishonest one has', () => {
    const published = ['jud_execution', 'jud_dishonest', 'adm_list'].flatMap((dataset) =>
      linesOf(city.out, dataset).map(({ cells }) => ({ ...cells, dataset })),
    )
    const against = (uscc: string) => published.filter((row: Line['cells']) => row.uscc === uscc)
    assert.deepEqual(against(demo_firms.healthy.uscc), [])
    assert.deepEqual(new Set(against(demo_firms.dishonest.uscc).map(({ dataset }) => dataset)).size, 3)
    const payments = scripted(city, 'ss_payment_monthly', demo_firms.healthy.uscc)
    assert.ok(payments.every(({ late_days }) => late_days === '0'))
    const rated = scripted(city, 'tax_credit_rating', demo_firms.healthy.uscc)
    assert.deepEqual(
      rated.map(({ level }) => level),
      ['A', 'A', 'A', 'A'],
    )
  })

  await t.test('the silent firm stops three months before the end and stays registered as active', () => {
    const { uscc } = demo_firms.silent
    assert.equal(scripted(city, 'ss_headcount_monthly', uscc).at(-1)?.stat_month, '2026-07')
    assert.deepEqual(
      scripted(city, 'reg_entity_base', uscc).map(({ status }) => status),
      ['active'],
    )
  })
})
