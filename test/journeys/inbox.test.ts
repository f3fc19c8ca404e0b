import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf, daysAfter } from '#kernel'
import { query, type Reply, send, signedConsent, tokenOf } from './client.ts'
import { clock, inbox_firm, noodle_shop } from './history.ts'

const products = ['P01', 'P08']

/** What a query of either product says: its status and, where it is refused, the code. */
async function seen(bank: string): Promise<readonly unknown[]> {
  const replies = await Promise.all(products.map((product) => query(bank, product, { uscc: inbox_firm })))
  return replies.map(({ status, body }) => body.code ?? status)
}

async function asked(bank: string, request_id: string, uscc: string): Promise<Reply> {
  const { payload } = await signedConsent('bank-a-app', uscc, products)
  return send('POST', '/v1/consent-requests', bank, {
    ...{ request_id, uscc, purpose: 'pre_loan', products, term_months: 12, contact: '95500' },
    ...{ required_scopes: payload.required_scopes, optional_scopes: [] },
  })
}

test('the inbox: a bank asks, the owner grants, narrows, pauses and withdraws, and each holds at once', async () => {
  const [bank, owner] = [await tokenOf('bank-a-app'), await tokenOf('owner-inbox')]
  const request = await asked(bank, 'inbox-1', inbox_firm)
  assert.deepEqual([request.status, request.body.status], [201, 'requested'])
  assert.deepEqual(await seen(bank), ['consent_required', 'consent_required'])
  const signed = await signedConsent('bank-a-app', inbox_firm, products, { signer: 'owner-inbox' })
  const answer = (token: string, verb: string, body: object) =>
    send('POST', `/v1/consent-requests/inbox-1/${verb}`, token, body)
  assert.equal((await answer(bank, 'grant', { signed })).status, 403)
  assert.deepEqual((await answer(owner, 'grant', {})).body.code, 'signature_needed')
  const granted = await answer(owner, 'grant', { signed })
  assert.deepEqual(
    [granted.status, granted.body.status, granted.body.channel, granted.body.attested],
    [200, 'granted', 'inbox', false],
  )
  assert.deepEqual(await seen(bank), [200, 200])
  assert.equal((await answer(owner, 'refuse', {})).body.code, 'request_state')
  const act = (verb: string, body: object = {}) =>
    send('POST', `/v1/consents/${granted.body.consent_id}/${verb}`, owner, body)
  const narrowed = await act('narrow', { products: ['P08'] })
  assert.deepEqual([narrowed.status, narrowed.body.status], [200, 'narrowed'])
  assert.deepEqual(await seen(bank), ['scope_not_covered', 200])
  assert.equal((await act('narrow', { products })).body.code, 'consent_not_narrower')
  await act('pause')
  assert.deepEqual((await seen(bank))[1], 'consent_paused')
  await act('resume')
  assert.deepEqual((await seen(bank))[1], 200)
  await act('withdraw')
  assert.deepEqual((await seen(bank))[1], 'consent_withdrawn')
  assert.equal((await act('resume')).body.code, 'consent_state')
})

test('an owner that refuses a request is left alone by that bank for that purpose', async () => {
  const [bank, owner] = [await tokenOf('bank-b-app'), await tokenOf('owner-inbox')]
  const { payload } = await signedConsent('bank-b-app', inbox_firm, products)
  const ask = (request_id: string, purpose: string) =>
    send('POST', '/v1/consent-requests', bank, {
      ...{ request_id, uscc: inbox_firm, purpose, products, term_months: 12, contact: '95500' },
      ...{ required_scopes: payload.required_scopes, optional_scopes: [] },
    })
  assert.equal((await ask('refused-1', 'pre_loan')).status, 201)
  const refused = await send('POST', '/v1/consent-requests/refused-1/refuse', owner, {})
  assert.deepEqual([refused.status, refused.body.status], [200, 'refused'])
  const again = await ask('refused-2', 'pre_loan')
  assert.deepEqual([again.status, again.body.code], [429, 'request_too_soon'])
  assert.equal((await ask('refused-3', 'in_loan')).status, 201)
})

test('a sole proprietor consents to each bank apart, as its proprietor, and withdraws at once', async () => {
  const [bank_a, bank_b] = [await tokenOf('bank-a-app'), await tokenOf('bank-b-app')]
  const signed = await signedConsent('bank-a-app', noodle_shop, ['P08'])
  const legal_rep = { ...signed.payload, signer: { ...signed.payload.signer, role: 'legal_rep' } }
  const altered = await send('POST', '/v1/consents', bank_a, { ...signed, payload: legal_rep })
  assert.equal(altered.status, 422)
  const foreign = await send('POST', '/v1/consents', bank_b, signed)
  assert.deepEqual([foreign.status, foreign.body.code], [403, 'consent_foreign'])
  const posted = await send('POST', '/v1/consents', bank_a, signed)
  assert.deepEqual([posted.status, posted.body.attested], [201, true])
  const sees = async (bank: string) => {
    const { status, body } = await query(bank, 'P08', { uscc: noodle_shop })
    return body.code ?? status
  }
  assert.deepEqual([await sees(bank_a), await sees(bank_b)], [200, 'consent_required'])
  const id = String(posted.body.consent_id)
  const withdrawn = await send('POST', `/v1/consents/${id}/withdraw`, await tokenOf('owner-inbox'), {})
  assert.equal(withdrawn.body.status, 'withdrawn')
  assert.equal(await sees(bank_a), 'consent_withdrawn')
})

for (const [what, days, outcome] of [
  ['on its last day', 0, 200],
  ['the day after its last', -1, 'consent_expired'],
] as const) {
  test(`a consent that was narrowed to end is ${outcome} ${what}`, async () => {
    const [bank, owner] = [await tokenOf('bank-b-app'), await tokenOf('owner-inbox')]
    const posted = await send(
      'POST',
      '/v1/consents',
      bank,
      await signedConsent('bank-b-app', noodle_shop, ['P08']),
    )
    const consent_id = String(posted.body.consent_id)
    const valid_to = daysAfter(dayOf(clock()), days)
    await send('POST', `/v1/consents/${consent_id}/narrow`, owner, { valid_to })
    const { status, body } = await query(bank, 'P08', { uscc: noodle_shop, consent_id })
    assert.equal(body.code ?? status, outcome)
  })
}
