import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readDataset } from '#sources'

const folder = 'regions/shenzhen/datasets'

for (const file of readdirSync(folder)) {
  test(`${file} is a dataset whose grain, months and events are fields of its own`, () => {
    const dataset = readDataset(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')), file)
    assert.equal(`${dataset.id}.json`, file)
    const fields = new Set(dataset.fields.map((field) => field.id))
    const named = [
      ...dataset.grain,
      ...Object.values(dataset.month ?? {}),
      ...(dataset.event_on ? [dataset.event_on] : []),
    ]
    for (const name of named) assert.ok(fields.has(name), name)
    assert.equal(dataset.kind === 'month', dataset.month !== undefined)
    assert.equal(
      dataset.kind === 'month',
      dataset.opens_at_share !== undefined && dataset.publication_lag !== undefined,
    )
    assert.equal(dataset.kind === 'event', dataset.event_on !== undefined)
    for (const field of dataset.fields)
      assert.equal(field.type === 'enum', field.values !== undefined, field.id)
  })
}

const penalty = JSON.parse(readFileSync(`${folder}/adm_penalty.json`, 'utf8'))

for (const [what, change] of [
  ['a negative type that the law does not name', { negative_type: 'bad_mood' }],
  ['a way to come to us that the law does not name', { acquisition_channel: 'purchase' }],
  ['no way to come to us', { acquisition_channel: undefined }],
  ['no retention', { retention: undefined }],
  ['a retention without its source', { retention: { value: { years: 5 } } }],
] as const) {
  test(`a dataset with ${what} is refused`, () => {
    assert.throws(() => readDataset({ ...penalty, ...change }, 'adm_penalty.json'), {
      code: 'schema_mismatch',
    })
  })
}
