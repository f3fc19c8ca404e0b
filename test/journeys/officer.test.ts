import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { monthText } from '#kernel'
import { bureau, xinqiao } from './bureau.ts'
import { query, send, signedConsent, tokenOf } from './client.ts'
import { firm, last_month, nameOf, noodle_shop, other_firm, this_month, verified_firm } from './history.ts'

type Row = Readonly<Record<string, unknown>>

/** A list that a route answers. */
async function listOf(path: string, token: string): Promise<readonly Row[]> {
  return (await send('GET', path, token)).body as unknown as readonly Row[] // the schema of the route
}

test('an officer finds a firm by its code or its name, and learns public facts alone', async () => {
  const token = await tokenOf('bank-a-app')
  const found = await listOf(`/v1/enterprises?q=${firm}`, token)
  assert.deepEqual(found, [{ uscc: firm, name: nameOf(firm), region_code: null, status: 'active' }])
  const named = await listOf(`/v1/enterprises?q=${encodeURIComponent(nameOf(firm).slice(-4))}`, token)
  assert.ok(named.some(({ uscc }) => uscc === firm))
  const short = await send('GET', `/v1/enterprises?q=${encodeURIComponent('深')}`, token)
  assert.deepEqual([short.status, short.body.code], [400, 'search_too_short'])
})

test('an officer sees the consents in force for its own bank, and the requests that wait', async () => {
  const [bank, other, owner] = [
    await tokenOf('bank-a-app'),
    await tokenOf('bank-b-app'),
    await tokenOf('owner-inbox'),
  ]
  const posted = await send(
    'POST',
    '/v1/consents',
    bank,
    await signedConsent('bank-a-app', noodle_shop, ['P08']),
  )
  const id = String(posted.body.consent_id)
  const request = { request_id: 'officer-1', uscc: noodle_shop, purpose: 'in_loan', products: ['P08'] }
  const asked = await send('POST', '/v1/consent-requests', bank, {
    ...{ ...request, term_months: 12, contact: '95500' },
    ...{ required_scopes: ['ss_headcount_monthly'], optional_scopes: [] },
  })
  assert.equal(asked.status, 201)
  const pageFor = async (token: string) => {
    const { body } = await send('GET', `/v1/enterprises/${noodle_shop}`, token)
    const { consents, requests } = body as unknown as { consents: readonly Row[]; requests: readonly Row[] }
    return {
      consents: consents.filter(({ consent_id }) => consent_id === id).map(({ status }) => status),
      requests: requests.map(({ request_id }) => request_id),
    }
  }
  assert.deepEqual(await pageFor(bank), { consents: ['granted'], requests: ['officer-1'] })
  assert.deepEqual(await pageFor(other), { consents: [], requests: [] })
  await send('POST', `/v1/consents/${id}/pause`, owner, {})
  assert.deepEqual((await pageFor(bank)).consents, ['paused'])
  await send('POST', `/v1/consents/${id}/withdraw`, owner, {})
  await send('POST', '/v1/consent-requests/officer-1/refuse', owner, {})
  assert.deepEqual(await pageFor(bank), { consents: [], requests: [] })
  const unknown = await send('GET', '/v1/enterprises/91440300QX0000AB38', bank)
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'enterprise_unknown'])
})

test('P12 shows court risk without a consent, for the courts publish it', async () => {
  const { status, body } = await query(await tokenOf('bank-b-app'), 'P12', { uscc: other_firm })
  assert.deepEqual([status, body.consent], [200, null])
  const { indicators } = body.data as { indicators: Record<string, { value: number }> }
  assert.deepEqual([indicators.JD007?.value, indicators.JD009?.value], [1000, 1])
  assert.equal(Object.keys(indicators).length, 15)
})

test('P29 says whether what a bank was told is registered, and never what is', async () => {
  const token = await tokenOf('bank-a-app')
  const told = { uscc: verified_firm, name: ` ${nameOf(verified_firm)}`, legal_rep_name: '示例人' }
  assert.equal((await query(token, 'P29', told)).body.code, 'consent_required')
  await send('POST', '/v1/consents', token, await signedConsent('bank-a-app', verified_firm, ['P29']))
  const { status, body } = await query(token, 'P29', { ...told, request_id: 'verify-1' })
  assert.equal(status, 200)
  assert.deepEqual(body.data, {
    match: { name: 'y', legal_rep_name: 'no_record' },
    registration: { reg_entity_base: [{ status: 'active' }] },
  })
  assert.deepEqual(body.subject, { uscc: verified_firm, name: null })
  const wrong = { ...told, name: `${told.name}分公司`, request_id: 'verify-1' }
  assert.equal((await query(token, 'P29', wrong)).body.code, 'request_id_reused')
  const { body: other } = await query(token, 'P29', { ...wrong, request_id: 'verify-2' })
  assert.deepEqual(other.data, {
    ...(body.data as object),
    match: { name: 'n', legal_rep_name: 'no_record' },
  })
  assert.doesNotMatch(JSON.stringify(other), new RegExp(nameOf(verified_firm)))
  assert.equal((await query(token, 'P29', { uscc: verified_firm, name: 'x' })).body.code, 'input_missing')
  assert.equal((await query(token, 'P08', told)).body.code, 'input_unknown')
})

test('the dictionary has words for every id that answers hold', async () => {
  const { body } = await send('GET', '/v1/dictionary', await tokenOf('bank-a-app'))
  const { indicators, flags, datasets } = body as unknown as Record<string, readonly Row[]>
  const texts = [...(indicators ?? []), ...(datasets ?? [])].map(({ name }) => name)
  const read = [...texts, ...(flags ?? []).map(({ text }) => text)] as { zh: string; en: string }[]
  assert.ok(read.length > 60)
  for (const { zh, en } of read) assert.ok(zh !== '' && en !== '')
})

test('usage is told from the node of who asks down, and adds up to the statement', async () => {
  const token = await tokenOf('bank-a-app')
  await query(token, 'P12', { uscc: other_firm })
  const tree = await send('GET', '/v1/institution/tree', token)
  assert.deepEqual([tree.body.institution_id, tree.body.children], ['bank-a-sz', []])
  const month = monthText(this_month)
  const statement = await listOf(`/v1/usage?month=${month}`, token)
  const lines = await listOf(`/v1/institution/usage?month=${month}`, token)
  const own = lines.filter(({ institution_id }) => institution_id === 'bank-a-sz')
  const plain = own.map(({ parent_id, name, product_name, ...line }) => line)
  assert.deepEqual(plain, statement)
  assert.deepEqual(
    own.map(({ parent_id }) => parent_id),
    own.map(() => null),
  )
})

// Which role may ask which route, as a machine of a bank, of the operator, or of the owners' inbox.
for (const [client_id, expected] of [
  ['bank-a-app', [200, 200, 200, 200, 200]],
  ['operator', [403, 403, 200, 200, 200]],
  ['owner-inbox', [403, 403, 200, 403, 403]],
] as const) {
  test(`${client_id} finds, reads and sums up what its roles allow`, async () => {
    const token = await tokenOf(client_id)
    const routes = [
      ...[`/v1/enterprises?q=${firm}`, `/v1/enterprises/${firm}`, '/v1/dictionary'],
      ...['/v1/institution/tree', `/v1/institution/usage?month=${monthText(this_month)}`],
    ]
    const seen = []
    for (const route of routes) seen.push((await send('GET', route, token)).status)
    assert.deepEqual(seen, expected)
  })
}

test('an operator looks at what did not come in, mends a cell, and the row counts at once', async () => {
  const { data } = await bureau()
  const token = await tokenOf('operator')
  const file = join(data, 'mended.csv')
  const month = monthText(last_month)
  writeFileSync(file, `uscc,stat_month,insured_n\n${other_firm},${month},-5\n`)
  await xinqiao(data, 'ingest', file, '--dataset', 'ss_headcount_monthly')
  const page = async () => {
    const { body } = await send('GET', '/v1/operator/quarantine?code=range', token)
    return (body.rows as unknown as readonly Row[]).filter(({ file: name }) => name === 'mended.csv')
  }
  const [row] = await page()
  assert.deepEqual([row?.column, row?.value, row?.line], ['insured_n', '-5', 2])
  const mend = (value: string) =>
    send('POST', `/v1/operator/quarantine/${row?.quarantine_id}/mend`, token, { column: 'insured_n', value })
  assert.deepEqual((await mend('60')).body, { outcome: 'accepted' })
  const again = await mend('61')
  assert.deepEqual([again.status, again.body.code], [409, 'quarantine_played'])
  assert.deepEqual(await page(), [])
  const { body } = await send('GET', '/v1/operator/batches', token)
  const [newest, delivered] = body.rows as unknown as readonly Row[]
  assert.deepEqual([newest?.replay_of, newest?.rows_in], [delivered?.batch_id, 1])
  assert.deepEqual((await send('GET', '/v1/operator/loading', token)).body, { loading: null })
  const freshness = await listOf('/v1/operator/freshness', token)
  assert.equal(freshness.find(({ dataset }) => dataset === 'ss_headcount_monthly')?.month, month)
  const hrss = (await listOf('/v1/operator/sources', token)).find(({ source }) => source === 'hrss')
  assert.equal(hrss?.is_in_force, true)
  assert.ok(Number(hrss?.success_ratio) > 0)
})

for (const client_id of ['bank-a-app', 'owner-inbox']) {
  test(`${client_id} sees and does nothing of the operator's`, async () => {
    const token = await tokenOf(client_id)
    for (const [method, route, body] of [
      ...['batches', 'loading', 'freshness', 'sources', 'quarantine'].map(
        (each) => ['GET', each, undefined] as const,
      ),
      ['POST', 'quarantine/1-1/mend', { column: 'a', value: 'b' }] as const,
      ['POST', 'quarantine/replay', {}] as const,
    ]) {
      const reply = await send(method, `/v1/operator/${route}`, token, body)
      assert.deepEqual([route, reply.status, reply.body.code], [route, 403, 'role_missing'])
    }
  })
}
