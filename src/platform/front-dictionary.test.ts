import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDefinitions } from '#platform'
import { dictionaryOf } from './front-dictionary.ts'

test('the dictionary of the region has every indicator, those about an answer too', () => {
  const region = readDefinitions('regions/shenzhen')
  const { indicators } = dictionaryOf(region)
  assert.deepEqual(
    indicators.map(({ id }) => id),
    region.indicators.map(({ id }) => id),
  )
  assert.deepEqual(indicators.find(({ id }) => id === 'DQ001')?.datasets, [])
  assert.deepEqual(indicators.find(({ id }) => id === 'WF001')?.datasets, ['ss_headcount_monthly'])
})
