import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { verifyInclusion } from '#audit'
import { monthText } from '#kernel'
import { bureau, xinqiao } from './bureau.ts'
import { clientOf, query, type Reply, send, signedConsent, tokenOf } from './client.ts'
import {
  firm,
  known_at,
  last_month,
  nameOf,
  noodle_shop,
  other_firm,
  scene_firm,
  this_month,
} from './history.ts'
import { proofOf } from './proof.ts'

const ask = { uscc: firm, purpose: 'pre_loan' }

test('the scene: token, consent, products, advice, the bank’s own decision, proof and replay', async () => {
  const { data } = await bureau()
  const token = await tokenOf('bank-a-app')
  const ask = { uscc: scene_firm, purpose: 'pre_loan' }
  const before = await send('POST', '/v1/products/P08/queries', token, ask)
  assert.deepEqual([before.status, before.body.code], [403, 'consent_required'])
  const consent = await send(
    'POST',
    '/v1/consents',
    token,
    await signedConsent('bank-a-app', scene_firm, ['P01', 'P08', 'P21']),
  )
  assert.deepEqual([consent.status, consent.body.status, consent.body.attested], [201, 'granted', true])
  const p08 = await query(token, 'P08', { uscc: scene_firm, request_id: 'scene-1' })
  assert.equal(p08.status, 200)
  assert.equal(p08.body.disclaimer, '供参考')
  assert.equal(p08.body.notice, '模拟数据')
  const { indicators } = p08.body.data as { indicators: Record<string, { value: number; flag: string }> }
  assert.deepEqual(indicators.WF001, { value: 60, flag: 'OK', marks: [] })
  const advice = await send('POST', '/v1/decisions/rongyidai_admission', token, ask)
  assert.equal(advice.status, 200)
  assert.ok(['pass', 'manual', 'decline'].includes(String(advice.body.advice)))
  const id = String(advice.body.decision_id)
  const decided = await send('POST', `/v1/decisions/${id}/bank-decision`, token, { result: 'withdrawn' })
  assert.equal(decided.status, 200)
  const replayed = (await xinqiao(data, 'policy', 'replay', id)) as { advice: { advice: string } }
  assert.equal(replayed.advice.advice, advice.body.advice)
  const { leaf_hash } = p08.body.audit as { leaf_hash: string }
  assert.equal(verifyInclusion(await proofOf(token, leaf_hash)), true)
  assert.equal(verifyInclusion({ ...(await proofOf(token, leaf_hash)), root_hash: Buffer.alloc(32) }), false)
  assert.equal(((await xinqiao(data, 'audit', 'verify')) as { sound: boolean }).sound, true)
})

for (const [what, method, path, body, status, code] of [
  ['an unknown product', 'POST', '/v1/products/P99/queries', ask, 404, 'product_unknown'],
  [
    'another purpose than the product’s',
    'POST',
    '/v1/products/P08/queries',
    { ...ask, purpose: 'fun' },
    400,
    'purpose_unknown',
  ],
  ['a code that is none', 'POST', '/v1/products/P08/queries', { ...ask, uscc: 'x' }, 400, 'uscc_invalid'],
  [
    'a firm without a consent',
    'POST',
    '/v1/products/P08/queries',
    { ...ask, uscc: other_firm },
    403,
    'consent_required',
  ],
  [
    'another’s consent',
    'POST',
    '/v1/products/P08/queries',
    { ...ask, consent_id: 'C0' },
    403,
    'consent_required',
  ],
  [
    'an instant that is none',
    'POST',
    '/v1/products/P08/queries',
    { ...ask, as_of: 'soon' },
    400,
    'bad_instant',
  ],
  ['the future', 'POST', '/v1/products/P08/queries', { ...ask, as_of: '2999-01-01' }, 400, 'as_of_future'],
  [
    'a member that is not known',
    'POST',
    '/v1/products/P08/queries',
    { ...ask, colour: 1 },
    400,
    'request_invalid',
  ],
  ['no purpose', 'POST', '/v1/products/P08/queries', { uscc: firm }, 400, 'request_invalid'],
  ['broken JSON', 'POST', '/v1/products/P08/queries', '{"uscc":', 400, 'request_malformed'],
  ['an unknown policy', 'POST', '/v1/decisions/none', ask, 404, 'policy_unknown'],
  ['a path that leads nowhere', 'GET', '/v1/nowhere', undefined, 404, 'route_unknown'],
] as const) {
  test(`${what} is refused as ${code}`, async () => {
    const reply = await send(method, path, await tokenOf('bank-a-app'), body)
    assert.deepEqual([reply.status, reply.body.code], [status, code])
    assert.match(reply.type, /^application\/problem\+json/)
  })
}

for (const [who, token] of [
  ['nobody', null],
  ['a token that was altered', 'eyJhbGciOiJFUzI1NiJ9.e30.AAAA'],
] as const) {
  test(`${who} is not let in`, async () => {
    assert.equal((await send('POST', '/v1/products/P08/queries', token, ask)).status, 401)
  })
}

// Who may ask what: with a consent of bank A in force, and of nobody else.
const routes = [
  ['GET', '/v1/products', undefined],
  ['POST', '/v1/products/P08/queries', ask],
  ['POST', '/v1/decisions/rongyidai_admission', ask],
  ['POST', '/v1/consents/C0/withdraw', {}],
  ['GET', `/v1/usage?month=${monthText(this_month)}`, undefined],
] as const
for (const [client_id, expected] of [
  ['bank-a-app', [200, 200, 200, 403, 200]],
  ['bank-b-app', [200, 403, 403, 403, 200]],
  ['owner-inbox', [403, 403, 403, 404, 403]],
  ['operator', [200, 403, 403, 403, 200]],
] as const) {
  test(`${client_id} may ask what its roles and consents allow`, async () => {
    const bank = await tokenOf('bank-a-app')
    await send('POST', '/v1/consents', bank, await signedConsent('bank-a-app', firm, ['P08', 'P21']))
    const token = await tokenOf(client_id)
    const seen = []
    for (const [method, path, body] of routes) seen.push((await send(method, path, token, body)).status)
    assert.deepEqual(seen, expected)
  })
}

test('after a pause and after a withdrawal the next query is refused', async () => {
  const [bank, owner] = [await tokenOf('bank-b-app'), await tokenOf('owner-inbox')]
  const posted = await send(
    'POST',
    '/v1/consents',
    bank,
    await signedConsent('bank-b-app', other_firm, ['P08']),
  )
  const id = String(posted.body.consent_id)
  const query = async () => {
    const { status, body } = await send('POST', '/v1/products/P08/queries', bank, {
      ...ask,
      uscc: other_firm,
    })
    return [status, body.code]
  }
  assert.deepEqual(await query(), [200, undefined])
  await send('POST', `/v1/consents/${id}/pause`, owner, {})
  assert.deepEqual(await query(), [403, 'consent_paused'])
  await send('POST', `/v1/consents/${id}/resume`, owner, {})
  assert.deepEqual(await query(), [200, undefined])
  await send('POST', `/v1/consents/${id}/withdraw`, owner, {})
  assert.deepEqual(await query(), [403, 'consent_withdrawn'])
})

test('a correction while serving goes through the worker: the past stays as it was known, the present moves', async () => {
  const { data } = await bureau()
  const token = await tokenOf('bank-a-app')
  await send('POST', '/v1/consents', token, await signedConsent('bank-a-app', firm, ['P08']))
  const headcount = async (more: object) => {
    const { body } = await query(token, 'P08', { uscc: firm, ...more })
    return (body.data as { indicators: Record<string, unknown> }).indicators.WF001
  }
  const file = join(data, 'correction.csv')
  writeFileSync(file, `uscc,stat_month,insured_n\n${firm},${monthText(last_month)},61\n`)
  const loaded = (await xinqiao(data, 'ingest', file, '--dataset', 'ss_headcount_monthly')) as {
    batches: { corrected: number }[]
  }
  assert.equal(loaded.batches[0]?.corrected, 1)
  assert.deepEqual(await headcount({ as_of: known_at }), { value: 60, flag: 'OK', marks: [] })
  assert.deepEqual(await headcount({}), { value: 61, flag: 'OK', marks: [] })
})

test('a request asked again says the same and bills nothing; another request under its id is refused', async () => {
  const token = await tokenOf('bank-a-app')
  const consent = await signedConsent('bank-a-app', firm, ['P01', 'P08'])
  const posted = await send('POST', '/v1/consents', token, consent)
  const body = { uscc: firm, request_id: 'again-1' }
  const [first, again] = [await query(token, 'P08', body), await query(token, 'P08', body)]
  assert.deepEqual([first.status, again.status], [200, 200])
  assert.deepEqual([first.body.billing_units, again.body.billing_units], [1, 0])
  for (const part of ['data', 'as_of', 'coverage']) assert.deepEqual(again.body[part], first.body[part])
  for (const [product, change] of [
    ['P08', { consent_id: posted.body.consent_id }],
    ['P08', { as_of: known_at }],
    ['P01', {}],
  ] as const) {
    const reused = await query(token, product, { ...body, ...change })
    assert.deepEqual([reused.status, reused.body.code], [409, 'request_id_reused'])
  }
})

test('the basic report is answered, and each answer is a unit in the month’s usage', async () => {
  const token = await tokenOf('bank-a-app')
  await send('POST', '/v1/consents', token, await signedConsent('bank-a-app', firm, ['P01']))
  const units = async () => {
    const { body } = await send('GET', `/v1/usage?month=${monthText(this_month)}`, token)
    const lines = body as unknown as { product_id: string; units: number }[] // a list of lines
    return lines
      .filter((line) => line.product_id === 'P01')
      .reduce((sum, line) => sum + Number(line.units), 0)
  }
  const before = await units()
  const report = await query(token, 'P01', { uscc: firm })
  assert.equal(report.status, 200)
  assert.match(JSON.stringify(report.body.data), new RegExp(nameOf(firm)))
  assert.equal(await units(), before + 1)
})

test('what was known then is the same over HTTP as by the command', async () => {
  const { data } = await bureau()
  const token = await tokenOf('bank-a-app')
  await send('POST', '/v1/consents', token, await signedConsent('bank-a-app', firm, ['P08']))
  const over_http = await query(token, 'P08', { uscc: firm, as_of: known_at })
  const words = ['query', 'P08', firm, '--client', 'bank-a-app', '--purpose', 'pre_loan', '--as-of', known_at]
  const by_command = (await xinqiao(data, ...words)) as Reply['body']
  for (const part of ['data', 'as_of', 'coverage']) assert.deepEqual(by_command[part], over_http.body[part])
})

test('a body of another media type is refused', async () => {
  const token = await tokenOf('bank-a-app')
  const reply = await send('POST', '/v1/products/P08/queries', token, '<uscc/>', 'application/xml')
  assert.deepEqual([reply.status, reply.body.code], [400, 'media_type_unknown'])
})

test('a token whose words were altered under its signature is not let in', async () => {
  const [head, words = '', signature] = (await tokenOf('bank-a-app')).split('.')
  const altered = {
    ...JSON.parse(Buffer.from(words, 'base64url').toString()),
    client_id: 'operator',
    sub: 'operator',
  }
  const token = [head, Buffer.from(JSON.stringify(altered)).toString('base64url'), signature].join('.')
  assert.equal((await send('GET', '/v1/products', token)).status, 401)
})

test('a consent of another bank opens nothing, and one for a report does not open its neighbour', async () => {
  const [bank_a, bank_b] = [await tokenOf('bank-a-app'), await tokenOf('bank-b-app')]
  const posted = await send(
    'POST',
    '/v1/consents',
    bank_a,
    await signedConsent('bank-a-app', noodle_shop, ['P01']),
  )
  const consent_id = String(posted.body.consent_id)
  const foreign = await query(bank_b, 'P01', { uscc: noodle_shop, consent_id })
  assert.deepEqual([foreign.status, foreign.body.code], [403, 'consent_foreign'])
  const neighbour = await query(bank_a, 'P08', { uscc: noodle_shop, consent_id })
  assert.deepEqual([neighbour.status, neighbour.body.code], [403, 'scope_not_covered'])
})

test('the demo’s clients have keys of their own', async () => {
  assert.notEqual(
    (await clientOf('bank-a-app')).private_key.kid,
    (await clientOf('bank-b-app')).private_key.kid,
  )
})
