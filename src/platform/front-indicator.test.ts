import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDefinitions } from './definitions.ts'
import { indicatorLines, indicatorPage } from './front-indicator.ts'
import { readSettings } from './settings.ts'

const definitions = readDefinitions(readSettings({}).region_dir)

test('the page of an indicator says its formula, what it reads and which products tell it', () => {
  const page = indicatorPage(definitions, 'JD008')
  assert.deepEqual(page.datasets, ['jud_execution'])
  assert.ok(page.products.some(({ id }) => id === 'P12'))
  assert.match(page.sql ?? '', /^WITH "spine"/)
})

test('every indicator has its page', () => {
  for (const { id, scope = 'enterprise' } of definitions.indicators) {
    const page = indicatorPage(definitions, id)
    assert.deepEqual([page.id, page.sql === null], [id, scope === 'product'])
  }
})

test('an indicator that is not defined has none', () => {
  assert.throws(() => indicatorPage(definitions, 'ZZ999'), { code: 'unknown_indicator' })
})

test('the page says which others are made of it, by the whole word', () => {
  const users = indicatorPage(definitions, 'WF015').used_by.map(({ id }) => id)
  assert.ok(users.includes('WF017') && users.includes('WF019'))
  assert.ok(!users.includes('WF015'))
})

test('the index names every indicator once, with its themes', () => {
  const lines = indicatorLines(definitions)
  assert.equal(lines.length, definitions.indicators.length)
  assert.deepEqual(lines.find(({ id }) => id === 'WF001')?.themes, ['workforce'])
  assert.ok((lines.find(({ id }) => id === 'CC001')?.themes.length ?? 0) > 1, 'a cross-check is of several')
  assert.deepEqual(lines.find(({ id }) => id === 'DQ001')?.themes, [])
})
