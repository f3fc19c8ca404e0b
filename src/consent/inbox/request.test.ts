import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type ConsentPayload,
  grantRequest,
  type NewRequest,
  noticesTo,
  refuseRequest,
  requestConsent,
  requestsOf,
} from '#consent'
import {
  enterprise,
  now,
  openTestConsent,
  payload,
  poster,
  request,
  signed,
  type TestConsent,
} from '#consent/testing'
import { day, type Instant, instant } from '#kernel'

const last_moment = instant('2026-07-03T09:59:59.999999Z')
const expiry = instant('2026-07-03T10:00:00Z')

test('a request waits in the inbox until it expires, and the same id is the same request', async () => {
  await using open = await openTestConsent()
  const asked = await ask(open, {})
  assert.deepEqual([asked.expires_at, asked.status], [expiry, 'requested'])
  assert.deepEqual(await ask(open, {}), asked)
  assert.deepEqual(await requestsOf(open.store, enterprise, last_moment), [asked])
  assert.deepEqual(await requestsOf(open.store, enterprise, expiry), [])
  assert.equal((await noticesTo(open.store, enterprise)).length, 1)
  await assert.rejects(ask(open, { node_id: 'bank-b' }), { code: 'request_id_taken' })
})

for (const [what, change, outcome] of [
  ['all that was asked', { valid_to: day('2027-06-30') }, 'granted'],
  ['for a day less', { valid_to: day('2027-06-29') }, 'narrowed'],
  [
    'without the optional scope',
    { valid_to: day('2027-06-30'), scopes: ['ss_headcount_monthly'] },
    'narrowed',
  ],
  ['for another purpose', { purpose: 'in_loan' }, 'request_not_matched'],
  ['another product', { products: ['P01'] }, 'request_not_matched'],
  [
    'one scope more',
    { scopes: [...payload.scopes, 'x'], optional_scopes: [...payload.optional_scopes, 'x'] },
    'request_not_matched',
  ],
  [
    'what is required as optional',
    { required_scopes: [], optional_scopes: payload.scopes },
    'request_not_matched',
  ],
  ['for a day more', { valid_to: day('2027-07-01') }, 'request_not_matched'],
] as const satisfies readonly (readonly [string, Partial<ConsentPayload>, string])[]) {
  test(`an owner that signs ${what} gets ${outcome}`, async () => {
    await using open = await openTestConsent()
    await ask(open, {})
    if (outcome === 'request_not_matched') {
      await assert.rejects(grant(open, change), { code: outcome })
      return
    }
    const consent = await grant(open, change)
    assert.deepEqual([consent.status, consent.channel, consent.attested], [outcome, 'inbox', false])
    await assert.rejects(grant(open, change), { code: 'request_state' })
  })
}

test('an answer comes in time until the request expires', async () => {
  await using open = await openTestConsent()
  await ask(open, {})
  const fresh = { signed_at: last_moment, valid_to: day('2027-06-30') }
  await assert.rejects(grant(open, fresh, expiry), { code: 'request_expired' })
  assert.equal((await grant(open, fresh, last_moment)).status, 'granted')
})

test('who was refused is quiet for thirty days, for that purpose', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  await ask(open, {})
  await store.transaction((tx) => refuseRequest(tx, 'R1', acting))
  assert.equal((await noticesTo(store, 'bank-a-sz-1')).at(-1)?.event, 'consent_request_refused')
  const again = { request_id: 'R2', node_id: 'bank-a-sz-2' }
  const before = instant('2026-07-30T09:59:59.999999Z')
  await assert.rejects(ask(open, again, before), { code: 'request_too_soon', message: /2026-07-30T10:00/ })
  await ask(open, { ...again, purpose: 'in_loan' }, before)
  await ask(open, { ...again, request_id: 'R3' }, instant('2026-07-30T10:00:00Z'))
  await assert.rejects(
    store.transaction((tx) => refuseRequest(tx, 'R9', acting)),
    { code: 'request_unknown' },
  )
})

function ask({ store, acting }: TestConsent, change: Partial<NewRequest>, at: Instant = now) {
  return store.transaction((tx) => requestConsent(tx, { ...request, ...change }, { ...acting, at }))
}

function grant({ store, acting }: TestConsent, change: Partial<ConsentPayload>, at: Instant = now) {
  const answer = { signed: signed(change), keys: poster.jwks }
  return store.transaction((tx) => grantRequest(tx, 'R1', answer, { ...acting, at }))
}
