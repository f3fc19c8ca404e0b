import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAskedFor } from '#sources'
import { readDefinitions } from '../definitions.ts'
import { withPulls } from './addresses.ts'

const region = readDefinitions('regions/shenzhen')
const url = 'http://tax.example/'

test('a source with an address is asked for what it does not give in bulk', () => {
  const asked = withPulls(region, { pulls: { tax: url } })
  const tax = asked.sources.find(({ id }) => id === 'tax')
  assert.ok(tax)
  assert.equal(tax.pull?.url, url)
  assert.equal(isAskedFor(tax, 'tax_declaration_monthly'), true)
  assert.equal(isAskedFor(tax, 'tax_credit_rating'), false, 'that comes in bulk')
  assert.equal(isAskedFor(tax, 'ut_arrears'), false, 'that is of another source')
  assert.ok(asked.sources.every(({ id, pull }) => id === 'tax' || pull === undefined))
})

test('a source keeps its own time and its own datasets, and is asked at the address of the settings', () => {
  const own = { url: 'http://old.example/', timeout_ms: { value: 70, source: 'test' } }
  const sources = region.sources.map((source) => (source.id === 'tax' ? { ...source, pull: own } : source))
  const asked = withPulls({ ...region, sources }, { pulls: { tax: url } })
  const pull = asked.sources.find(({ id }) => id === 'tax')?.pull
  assert.deepEqual([pull?.url, pull?.timeout_ms.value], [url, 70])
})

for (const id of ['nobody', 'statistics']) {
  test(`an address of ${id}, which has nothing to be asked for, is refused`, () => {
    assert.throws(() => withPulls(region, { pulls: { [id]: url } }), { code: 'pull_source' })
  })
}
