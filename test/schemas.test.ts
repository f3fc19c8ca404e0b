import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { definitionSchemas } from '#platform'

for (const [kind, schema] of Object.entries(definitionSchemas)) {
  test(`schemas/${kind}.json is what the code reads; \`npm run schemas\` writes it anew`, () => {
    assert.deepEqual(JSON.parse(readFileSync(`schemas/${kind}.json`, 'utf8')), schema)
  })
}
