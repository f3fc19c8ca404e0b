import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type DemoPart, demo_firms } from '#sandbox'
import { builtCity, linesOf } from '#sandbox/testing'

test('in a city of two years with its stories', async (t) => {
  using city = await builtCity({ enterprises: 400, months: 24 })
  const told = (dataset: string, part: DemoPart) =>
    linesOf(city.out, dataset).flatMap(({ cells }) => (cells.uscc === demo_firms[part].uscc ? [cells] : []))
  const series = (dataset: string, part: DemoPart, field: string) =>
    new Map(told(dataset, part).map((row) => [row.stat_month ?? '', Number(row[field])]))
  const switched_in = '2026-06'

  await t.test(
    'staff that goes over to an agency leaves one firm’s books and joins the other’s at once',
    () => {
      const leavers = series('ss_movement_monthly', 'payroll_switch', 'leavers_n')
      const joiners = series('ss_movement_monthly', 'payroll_agency', 'joiners_n')
      assert.deepEqual([leavers.get('2026-05'), leavers.get(switched_in), leavers.get('2026-07')], [1, 66, 1])
      assert.deepEqual([joiners.get('2026-05'), joiners.get(switched_in), joiners.get('2026-07')], [6, 71, 6])
      const insured = series('ss_headcount_monthly', 'payroll_switch', 'insured_n')
      assert.deepEqual([insured.get('2026-05'), insured.get(switched_in)], [80, 15])
    },
  )

  await t.test('and goes on being paid, and the firm to sell and to burn power as before', () => {
    const paid = series('tax_pit_withholding_monthly', 'payroll_switch', 'persons_n')
    assert.ok([...paid.values()].every((persons) => persons >= 80 && persons <= 82))
    const agency = series('tax_pit_withholding_monthly', 'payroll_agency', 'persons_n')
    assert.ok([...agency.values()].every((persons) => persons >= 320 && persons <= 322))
    const sales = told('tax_declaration_monthly', 'payroll_switch').map((row) => Number(row.sales_taxable))
    const [now = 0, before = 1] = [sales.slice(-3), sales.slice(-15, -12)].map((part) =>
      part.reduce((sum, each) => sum + each, 0),
    )
    assert.equal(Math.round((now / before) * 100), 106)
    const power = [...series('ut_electricity_monthly', 'payroll_switch', 'kwh')]
    const of = (month: string) => power.find(([each]) => each === month)?.[1] ?? 0
    assert.ok(of('2026-09') > 0.8 * of('2025-09'))
    assert.deepEqual(told('jud_execution', 'payroll_switch'), [])
  })

  await t.test('a food shop has a failure that is open, beside a noodle shop without one', () => {
    const failed = (part: DemoPart) => told('adm_inspection', part).filter(({ result }) => result !== 'pass')
    assert.deepEqual(failed('noodle_shop'), [])
    const [open, ...others] = failed('food_shop')
    assert.deepEqual(others, [], 'it failed once, and nobody told of its being put right')
    assert.deepEqual([open?.kind, open?.food_grade, open?.rectified_on], ['food', 'C', ''])
    assert.match(open?.inspected_on ?? '', /^2026-08/)
    const complaints = told('adm_complaint_summary', 'food_shop')
    assert.deepEqual(
      complaints.map(({ stat_month, established_n, resolved_n }) => [stat_month, established_n, resolved_n]),
      [
        ['2026-08', '2', '0'],
        ['2026-09', '2', '0'],
        ['2026-10', '2', '0'],
      ],
    )
    assert.ok(told('adm_inspection', 'food_shop').filter(({ food_grade }) => food_grade === 'B').length >= 2)
  })

  await t.test('a high-tech firm is recognised, holds inventions and spends on research', () => {
    const tags = new Set(told('tag_recognition', 'high_tech').map(({ tag_code }) => tag_code))
    assert.ok(tags.has('hnte') && tags.has('srdi'))
    const inventions = told('ip_patent', 'high_tech').filter(
      ({ kind, status }) => kind === 'invention' && status === 'granted',
    )
    assert.ok(new Set(inventions.map(({ patent_no }) => patent_no)).size >= 10)
    const spent = told('rd_expense', 'high_tech')
    assert.ok(spent.length >= 2 && spent.every(({ rd_ratio }) => rd_ratio === '0.1400'))
  })

  await t.test('the sealed truth names every story', () => {
    const [header = '', ...lines] = readFileSync(join(city.out, 'truth', 'truth.csv'), 'utf8')
      .trim()
      .split('\n')
    const at = header.split(',').indexOf('story')
    const stories = new Map(lines.map((line) => [line.split(',')[0], line.split(',')[at]]))
    for (const [part, { uscc }] of Object.entries(demo_firms)) assert.equal(stories.get(uscc), part)
    const others = new Set([...stories.values()].filter((story) => !Object.hasOwn(demo_firms, story ?? '')))
    assert.deepEqual([...others].sort(), ['group', 'guarantee_circle', 'none', 'ring', 'shell'])
  })
})
