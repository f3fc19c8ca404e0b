import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { demoConsent, readDefinitions } from '#platform'
import { demo_firms, serveCity } from '#sandbox'
import { builtCity, deliveriesOf } from '#sandbox/testing'
import { type Bureau, goneOf, serve, xinqiaoWith } from './bureau.ts'
import { clientOf, tokenOf } from './client.ts'
import { clock } from './history.ts'

const bank = 'bank-a-app'
const { uscc, name } = demo_firms.seasonal_factory

/** Shenzhen whose sources have all the time that a busy machine needs to load what they say. */
function patientRegion() {
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-pull-city-'))
  cpSync('regions/shenzhen', join(folder, 'shenzhen'), { recursive: true })
  for (const id of ['tax', 'real_estate']) {
    const path = join(folder, 'shenzhen/sources', `${id}.json`)
    const pull = { url: 'http://127.0.0.1:9/', timeout_ms: { value: 60_000, source: 'test' } }
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), pull }))
  }
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}

interface Told {
  readonly pulls: readonly object[]
  readonly data: { readonly indicators: Readonly<Record<string, object>> }
}

async function post(at: Bureau, path: string, body: unknown) {
  const headers = { authorization: `Bearer ${await tokenOf(bank, at)}`, 'content-type': 'application/json' }
  const response = await fetch(`${at.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await response.json()) as Told // JSON of our own
}

test('in a pull region the departments are asked of one firm at the moment of a query, and nothing came before', async () => {
  using city = await builtCity({ enterprises: 20, months: 14, profile: 'pull' })
  await using departments = await serveCity({ dir: city.out, host: '127.0.0.1', port: 0 }, clock)
  using region = patientRegion()
  const data = join(region.folder, 'data')
  const settings = {
    XINQIAO_REGIONS_DIR: region.folder,
    PULL_TAX: departments.url,
    PULL_REAL_ESTATE: departments.url,
  }
  const [register = ''] = deliveriesOf(city.out)
  await xinqiaoWith(settings, data, 'ingest', join(city.out, register))
  const bureau = await serve(data, settings)
  try {
    const definitions = readDefinitions(join(region.folder, 'shenzhen'))
    const granted = demoConsent({ definitions, clock }, await clientOf(bank, bureau), {
      ...{ uscc, name, products: ['P17', 'P21'] },
    })
    await post(bureau, '/v1/consents', granted)
    const ask = { uscc, purpose: 'pre_loan' }
    const advice = await post(bureau, '/v1/decisions/rongyidai_admission', { ...ask, request_id: 'city-1' })
    assert.deepEqual(advice.pulls, [{ dataset: 'tax_declaration_monthly', source: 'tax', outcome: 'pulled' }])
    const { data: told, pulls } = await post(bureau, '/v1/products/P17/queries', {
      ...{ ...ask, request_id: 'city-2' },
    })
    assert.deepEqual(pulls, [
      { dataset: 're_encumbrance', source: 'real_estate', outcome: 'nothing' },
      { dataset: 're_ownership', source: 'real_estate', outcome: 'verified' },
    ])
    assert.deepEqual(told.indicators.RE001, { value: 140, flag: 'OK', marks: [] })
  } finally {
    bureau.child.kill('SIGTERM')
    await goneOf(bureau.child)
  }
})
