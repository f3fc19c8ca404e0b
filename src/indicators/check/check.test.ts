import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planIndicators, readIndicator, readSymbols } from '#indicators'
import { shenzhen } from '#indicators/testing'

const region = shenzhen()
const head = { name: { zh: '例', en: 'Example' }, code: 'example', window: 'now', unit: '人' }
const indicator = (id: string, formula: string, more: object = {}) =>
  readIndicator({ ...head, id, formula, direction: 'safer', source: 'test', ...more }, id)
const symbol = (row: string, dataset = 'ss_structure_monthly') =>
  readSymbols({ symbols: [{ id: 'x', name: head.name, dataset, row }] }, 'symbols')

test('every definition of the region checks, alone and together', () => {
  const plan = planIndicators(region)
  // Domain §4d names 163; four are of a product's whole answer.
  assert.ok(plan.ids.length >= 141)
})

for (const [formula, code, message] of [
  ['stddev_pop(H)', 'inexact_aggregate', /^XX001 formula:1: stddev_pop/],
  ['1 + regr_slope(H, 24)', 'inexact_aggregate', /^XX001 formula:5: regr_slope/],
  ['avg(H, 12)', 'inexact_aggregate', /mean, sd and slope/],
  ['sum(WF015, 3)', 'inexact_aggregate', /sum of a DOUBLE/],
  ['Q[0]', 'unknown_name', /^XX001 formula:1: Q /],
  ['H[0] + nothing', 'unknown_name', /^XX001 formula:8: nothing/],
  ['mode(H, 12)', 'unknown_function', /mode/],
  ['sum(H)', 'wrong_arguments', /sum/],
  ['H', 'wrong_arguments', /window of months/],
  ['sum(dishonest, 12)@1', 'cannot_shift', /dishonest/],
  ['active@3', 'cannot_shift', /active/],
  ['H[0] * 0.8', 'unsourced_number', /0.8 is a threshold/],
  ['mean(H, 25)@12', 'window_too_long', /37 months, 36 at most/],
  ['sum(nobody, 3)', 'misfit', /nobody is a truth/],
  ['count(H, 3)', 'misfit', /H is a integer/],
  ['period_run(outflow, 3)', 'misfit', /a dataset of periods/],
  ['tax_level + 1', 'misfit', /tax_level is a text, where a number/],
  ['choose(tax_level, 1, 1)', 'misfit', /a text is expected/],
  ['established', 'misfit', /established is a day/],
  ['H[0] > 1', 'misfit', /a condition, where a number/],
  ["H[0] = 'x'", 'misfit', /'x' is a text/],
  ['mean_at(WF015, 3, 21)', 'wrong_arguments', /least/],
] as const) {
  test(`the formula ${formula} is refused with its place`, () => {
    const indicators = [...region.indicators, indicator('XX001', formula)]
    assert.throws(() => planIndicators({ ...region, indicators }), { code, message })
  })
}

test('the longest window that is let in is one of 36 months', () => {
  planIndicators({ ...region, indicators: [indicator('XX001', 'mean(H, 24)@12')] })
})

test('indicators that are made of each other are refused, and the circle is named', () => {
  const indicators = [
    indicator('XX001', 'XX002@1'),
    indicator('XX002', '1 - XX003'),
    indicator('XX003', 'XX001'),
  ]
  assert.throws(() => planIndicators({ ...region, indicators }), {
    ...{ code: 'indicator_cycle', message: /^XX001 → XX002 → XX003 → XX001:/ },
  })
})

test('a parameter that nothing reads, a name defined twice and an id that is not there are refused', () => {
  const unread = indicator('XX001', 'H[0]', { parameters: { least: { value: 5, source: 'test' } } })
  assert.throws(() => planIndicators({ ...region, indicators: [unread] }), { code: 'unused_parameter' })
  const twice = [indicator('XX001', 'H[0]'), indicator('XX001', 'H[1]')]
  assert.throws(() => planIndicators({ ...region, indicators: twice }), { code: 'name_twice' })
  assert.throws(() => planIndicators(region, ['WF999']), { code: 'unknown_indicator', message: /WF999/ })
})

for (const [row, dataset, code, message] of [
  ['nothing', undefined, 'unknown_field', /^symbol x row:1: ss_structure_monthly has no field nothing/],
  ['avg_pay_base', 'ss_structure', 'unknown_dataset', /ss_structure$/],
  ['avg_pay_base / tenure_ge36_n', undefined, 'inexact_aggregate', /quotient/],
  ['avg_pay_base + tenure_ge36_n', undefined, 'wrong_type', /integer where money/],
  ["level > 'A' and year", 'tax_credit_rating', 'wrong_type', /integer where truth/],
  ['median(avg_pay_base)', undefined, 'unknown_function', /median/],
] as const) {
  test(`the row ${row} of ${dataset ?? 'a dataset'} is refused with its place`, () => {
    assert.throws(() => planIndicators({ ...region, indicators: [], symbols: symbol(row, dataset) }), {
      ...{ code, message },
    })
  })
}
