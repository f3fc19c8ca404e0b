import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readDataset } from '#sources'
import { bind, sql } from '#sql'
import { ensureThemes, factsOf, visibleAt } from '#themes'
import { openDuckDb } from '#warehouse'

const folder = 'regions/shenzhen/datasets'
const datasets = readdirSync(folder).map((file) =>
  readDataset(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')), file),
)

test('every dataset has its table, and making it again changes nothing', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  await ensureThemes(warehouse, datasets)
  await ensureThemes(warehouse, datasets)
  for (const dataset of datasets) {
    const count = sql`SELECT count(*) AS n FROM ${factsOf(dataset.id)} WHERE ${visibleAt('strict', sql`now()::TIMESTAMP`)}`
    assert.deepEqual(await warehouse.rows(count), [{ n: 0 }], bind(count).text)
  }
})
