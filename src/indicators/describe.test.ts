import assert from 'node:assert/strict'
import { test } from 'node:test'
import { datasetsOf, describeIndicator, planIndicators } from '#indicators'
import { shenzhen } from '#indicators/testing'

const definitions = shenzhen()

test('the page of an indicator names what it reads, its parts and their SQL', () => {
  const page = describeIndicator(definitions, 'WF017')
  assert.equal(page.definition.code, 'turnover_yoy_ratio_3m')
  assert.deepEqual(page.datasets, ['ss_headcount_monthly', 'ss_movement_monthly'])
  assert.deepEqual(
    page.symbols.map(({ id }) => id),
    ['H', 'J', 'L_own', 'both_moved'],
  )
  assert.deepEqual(page.parts, [
    { id: 'WF015', months_back: 0 },
    { id: 'WF015', months_back: 12 },
  ])
  assert.match(page.sql, /^WITH "spine" [\s\S]+"WF017_marks"/)
})

test('a plan reads the datasets of its indicators and no others', () => {
  assert.deepEqual(datasetsOf(planIndicators(definitions, ['CC001', 'JD009'])), [
    ...['jud_dishonest', 'ss_headcount_monthly', 'tax_declaration_monthly'],
  ])
})
