import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDefinitions } from './definitions.ts'
import { indicatorPage } from './front-indicator.ts'
import { readSettings } from './settings.ts'

const definitions = readDefinitions(readSettings({}).region_dir)

test('the page of an indicator says its formula, what it reads and which products tell it', () => {
  const page = indicatorPage(definitions, 'JD008')
  assert.deepEqual(page.datasets, ['jud_execution'])
  assert.ok(page.products.some(({ id }) => id === 'P12'))
  assert.match(page.sql, /^WITH "spine"/)
})

test('every indicator has its page', () => {
  for (const { id, scope = 'enterprise' } of definitions.indicators) {
    if (scope === 'enterprise') assert.equal(indicatorPage(definitions, id).id, id)
  }
})

test('an indicator that is not defined has none', () => {
  assert.throws(() => indicatorPage(definitions, 'ZZ999'), { code: 'unknown_indicator' })
})
