import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Instant, instant } from '#kernel'
import { demo_firms, serveCity } from '#sandbox'
import { builtCity, deliveriesOf, linesOf, regionDatasets } from '#sandbox/testing'
import { answerOf, openDesks } from './answer.ts'

const later = instant('2030-01-01')
const small = { enterprises: 60, months: 5 } as const
const asked = regionDatasets().filter(({ delivery }) => ['consent_pull', 'verify_only'].includes(delivery))

function question(dataset: string, uscc: string = demo_firms.healthy.uscc) {
  return { dataset, uscc, purpose: 'pre_loan', request_id: 'r', consent_id: 'C1' }
}

test('what a pull city delivers is what a bulk city does, but for what its departments keep', async () => {
  using pull = await builtCity({ ...small, profile: 'pull' })
  using bulk = await builtCity(small)
  const kept = asked.map(({ id }) => id)
  const delivered = (city: typeof pull) => deliveriesOf(city.out).map((name) => name.replace(/^\d+-/, ''))
  const bulk_only = delivered(bulk).filter((name) => !kept.includes(name.slice(0, -8)))
  assert.deepEqual(delivered(pull), bulk_only)
  assert.deepEqual([pull.summary.profile, bulk.summary.profile], ['pull', 'bulk'])
  assert.deepEqual(bulk.summary.kept_by_dataset, {})
  for (const dataset of ['ss_headcount_monthly', 'jud_case', 'reg_shareholder'])
    assert.deepEqual(
      linesOf(pull.out, dataset).map(({ cells }) => cells),
      linesOf(bulk.out, dataset).map(({ cells }) => cells),
    )
  // Nobody spoils the rows of the demo firms, so a department says of them what it would have delivered.
  const desks = openDesks(pull.out)
  assert.deepEqual(Object.keys(desks.datasets).sort(), [...kept].sort())
  for (const { uscc } of Object.values(demo_firms))
    for (const dataset of ['tax_declaration_monthly', 'ut_electricity_monthly', 're_ownership']) {
      const rows = linesOf(bulk.out, dataset)
        .map(({ cells: { published_at, ...cells } }) => cells)
        .filter((cells) => cells.uscc === uscc)
        .map((cells) => Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== '')))
      assert.deepEqual(answerOf(desks, question(dataset, uscc), later), rows, `${dataset} of ${uscc}`)
    }
})

test('a department of a pull city', async (t) => {
  using city = await builtCity({ ...small, enterprises: 300, profile: 'pull' })
  const desks = openDesks(city.out)

  await t.test('tells nothing that it does not know yet', () => {
    const until = (now: Instant) => answerOf(desks, question('tax_declaration_monthly'), now).length
    assert.equal(until(instant('2026-07-20T19:59:59+08:00')), 0)
    assert.equal(until(instant('2026-07-20T20:00:00+08:00')), 1)
    assert.equal(until(later), 5)
  })

  await t.test('tells each thing once, as it stands last', () => {
    const [first] = linesOf(city.out, 'reg_entity_base').filter(({ cells }) =>
      cells.industry_class?.startsWith('H'),
    )
    for (const { id, grain } of asked)
      for (const uscc of [demo_firms.dishonest.uscc, first?.cells.uscc ?? '']) {
        const rows = answerOf(desks, question(id, uscc), later)
        const keys = rows.map((row) => grain.map((field) => row[field]).join())
        assert.equal(new Set(keys).size, rows.length, id)
        assert.ok(rows.every((row) => row.uscc === uscc && row.published_at === undefined))
      }
  })

  await t.test('knows nothing of a firm that is not of the city', () => {
    assert.deepEqual(answerOf(desks, question('tax_payment', '914403001922038216'), later), [])
  })

  for (const [what, asks, code] of [
    ['no question', 'why', 'schema_mismatch'],
    ['a question without a purpose', { ...question('tax_payment'), purpose: '' }, 'schema_mismatch'],
    ['a dataset that comes in bulk', question('ss_headcount_monthly'), 'interface_dataset'],
    ['a word that every object knows', question('constructor'), 'interface_dataset'],
    ['a path', question('../truth'), 'interface_dataset'],
    ['a code that cannot be one', question('tax_payment', '91440300QX0000018K'), 'interface_code'],
    ['no consent', { ...question('tax_payment'), consent_id: null }, 'interface_consent'],
  ] as const) {
    await t.test(`refuses ${what}`, () => assert.throws(() => answerOf(desks, asks, later), { code }))
  }
})

test('a pull city is asked over HTTP, and says what is wrong with a bad question', async () => {
  using city = await builtCity({ ...small, months: 2, profile: 'pull' })
  await using served = await serveCity({ dir: city.out, host: '127.0.0.1', port: 0 }, () => later)
  const post = async (body: string, path = '') => {
    const response = await fetch(`${served.url}${path}`, { method: 'POST', body })
    const told = (await response.json()) as { readonly rows?: readonly object[]; readonly code?: string }
    return [response.status, told.code ?? told.rows?.length] as const
  }
  assert.deepEqual(await post(JSON.stringify(question('tax_payment'))), [200, 4])
  assert.deepEqual(await post(JSON.stringify(question('adm_list'))), [404, 'interface_dataset'])
  assert.deepEqual(await post('{'), [400, 'interface_no_json'])
  assert.deepEqual(await post('null'), [400, 'schema_mismatch'])
  assert.deepEqual(await post('', 'tax'), [400, 'interface_method'])
  assert.deepEqual(await post('x'.repeat(16_385)), [413, 'interface_too_long'])
  assert.deepEqual(await post(JSON.stringify({ ...question('tax_payment'), consent_id: null })), [
    403,
    'interface_consent',
  ])
  const listed = await (await fetch(served.url)).json()
  assert.deepEqual((listed as { datasets: unknown }).datasets, served.datasets)
  const { port } = new URL(served.url)
  await assert.rejects(
    serveCity({ dir: city.out, host: '127.0.0.1', port: Number(port) }, () => later),
    {
      code: 'interface_address',
    },
  )
})

test('a bulk city has nobody to be asked', async () => {
  using city = await builtCity({ ...small, months: 1 })
  await assert.rejects(
    serveCity({ dir: city.out, host: '127.0.0.1', port: 0 }, () => later),
    {
      code: 'city_keeps_nothing',
    },
  )
})
