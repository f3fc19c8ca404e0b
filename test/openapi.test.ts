import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { openapiDocument } from '#http'

test('the committed OpenAPI document is what the routes say; `npm run openapi` writes it anew', async () => {
  assert.deepEqual(JSON.parse(readFileSync('openapi/openapi.json', 'utf8')), await openapiDocument())
})
