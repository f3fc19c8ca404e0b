import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readDefinitions } from './definitions.ts'

interface Field {
  readonly id: string
}

/** Reads a copy of the region in which one field of the registry's people is another. */
function readWith(change: object): void {
  const region = mkdtempSync(join(tmpdir(), 'xinqiao-region-'))
  try {
    cpSync('regions/shenzhen', region, { recursive: true })
    const file = join(region, 'datasets/reg_key_person.json')
    const dataset = JSON.parse(readFileSync(file, 'utf8')) as { fields: readonly Field[] } // our own file
    const fields = dataset.fields.map((field) => (field.id === 'name' ? { ...field, ...change } : field))
    writeFileSync(file, JSON.stringify({ ...dataset, fields }))
    readDefinitions(region)
  } finally {
    rmSync(region, { recursive: true })
  }
}

for (const [what, change, refusal] of [
  ['a column that nobody may collect', { name: { zh: '血型', en: 'x' } }, { code: 'definition_unlawful' }],
  ['a purpose that is not registered', { purpose: 'advertising' }, { code: 'definition_unlawful' }],
  ['a field without a purpose', { purpose: undefined }, { code: 'schema_mismatch' }],
  ['a field without its class of personal information', { pi_class: undefined }, { code: 'schema_mismatch' }],
] as const) {
  test(`a region with ${what} does not start: ${refusal.code}`, () => {
    assert.throws(() => readWith(change), refusal)
  })
}

test('a region whose columns may be collected starts', () => {
  assert.doesNotThrow(() => readWith({ name: { zh: '姓名', en: 'Name' } }))
})
