import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  authorisationText,
  chosenScopes,
  type Draft,
  evidenceOf,
  grantRequest,
  localTrust,
  openSession,
  openSessionById,
  refuseRequest,
  returnTo,
  sessionById,
  signDraft,
  termOf,
  verifyEvidence,
} from '#consent'
import { now, openTestConsent, payload, request, type TestConsent, template } from '#consent/testing'
import { digestHex, instant } from '#kernel'
import { generateKey, publicHalf, signerOf } from '#store'

const key = generateKey('gm')
const trust = localTrust({ signer: signerOf(key), private_key: key, public_keys: [publicHalf(key)] })
const session = {
  session_id: 'cs_1',
  return_url: 'https://bank.example/back?step=2',
  state: 'a b&c',
  webhook_url: null,
}
const last_moment = instant('2026-06-30T10:29:59.999999Z')
const over = instant('2026-06-30T10:30:00Z')

test('an owner reads, signs and returns with the state and the outcome, and what it read is what was signed', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  const opened = await make(open)
  assert.deepEqual([opened.status, opened.expires_at, returnTo(opened)], ['open', over, null])
  const { signed, text } = await signedAs(request.required_scopes, open)
  const answer = { signed, keys: trust.keys, channel: 'platform_h5' } as const
  const consent = await store.transaction((tx) => grantRequest(tx, 'R1', answer, acting))
  assert.deepEqual(
    [consent.status, consent.channel, consent.attested, consent.scopes],
    ['narrowed', 'platform_h5', false, ['ss_headcount_monthly']],
  )
  assert.equal(signed.payload.shown_text_hash_sm3, digestHex('gm', text.shown_text))
  assert.match(
    text.shown_text,
    /1\. 参保人数 \| 市人力资源保障局 \| 贷前审查 \| 至2027-06-30 \| 必要\n平台不向企业收费。$/,
  )
  assert.equal(verifyEvidence(await evidenceOf(store, consent.consent_id)), true)
  const answered = await sessionById(store, 'cs_1', now)
  assert.equal(answered.status, 'narrowed')
  assert.equal(
    returnTo(answered),
    `https://bank.example/back?step=2&state=a+b%26c&result=narrowed&consent_id=${consent.consent_id}`,
  )
  await assert.rejects(
    store.transaction((tx) => grantRequest(tx, 'R1', answer, acting)),
    { code: 'request_state' },
  )
})

test('a page is open until its half hour is over, and a refusal returns to the bank too', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  await make(open)
  assert.equal((await openSessionById(store, 'cs_1', last_moment)).status, 'open')
  await assert.rejects(openSessionById(store, 'cs_1', over), { code: 'session_expired' })
  assert.match(returnTo(await sessionById(store, 'cs_1', over)) ?? '', /result=expired$/)
  await assert.rejects(sessionById(store, 'cs_2', now), { code: 'session_unknown' })
  await store.transaction((tx) => refuseRequest(tx, 'R1', acting))
  assert.match(returnTo(await sessionById(store, 'cs_1', over)) ?? '', /result=refused$/)
})

test('a signature is over the text that was shown, and leaves out nothing that is required', async () => {
  await using open = await openTestConsent()
  await make(open)
  await assert.rejects(signedAs(request.required_scopes, open, 'f'.repeat(64)), {
    code: 'shown_text_changed',
  })
  const { request: asked } = await sessionById(open.store, 'cs_1', now)
  assert.throws(() => chosenScopes(asked, ['tax_declaration_monthly']), { code: 'required_scope_missing' })
  assert.throws(() => chosenScopes(asked, ['ss_headcount_monthly', 'x']), { code: 'scope_not_asked' })
  assert.deepEqual(chosenScopes(asked, payload.scopes.toReversed()), payload.scopes)
})

for (const [return_url, is_safe] of [
  ['https://bank.example/back', true],
  ['http://localhost:3000/back', true],
  ['http://127.0.0.1/back', true],
  ['http://10.0.0.5:8600/demo-bank', true],
  ['http://10.0.0.5:8601/demo-bank', false],
  ['http://bank.example/back', false],
  ['http://localhost.bank.example/', false],
  ['https://user:word@bank.example/', false],
  ['javascript:alert(1)', false],
  ['/back', false],
] as const) {
  test(`a bank may ${is_safe ? '' : 'not '}have its owner returned to ${return_url}`, async () => {
    await using open = await openTestConsent()
    const opening = make(open, { return_url, own_origin: 'http://10.0.0.5:8600' })
    if (is_safe) assert.equal((await opening).status, 'open')
    else await assert.rejects(opening, { code: 'session_url_invalid' })
  })
}

function make({ store, acting }: TestConsent, change: object = {}) {
  return store.transaction((tx) => openSession(tx, request, { ...session, ...change }, acting))
}

async function signedAs(chosen: readonly string[], { store }: TestConsent, shown_hash?: string) {
  const { request: asked } = await sessionById(store, 'cs_1', now)
  const scopes = chosenScopes(asked, chosen)
  const term = termOf(asked, now)
  const purpose = { zh: '贷前审查', en: 'Before a loan' }
  const annex = scopes.map((scope) => ({
    ...{ scope, name: { zh: '参保人数', en: 'Insured headcount' }, purpose, valid_to: term.valid_to },
    ...{ authorities: [{ zh: '市人力资源保障局', en: 'HRSS' }], required: true },
  }))
  const { name: subject } = payload.subject
  const text = authorisationText(template, {
    ...{ subject, bank: '演示银行甲', business: '经营贷款', bureau: '示例征信', purpose, annex },
    ...{ ...term, post_loan_monitoring: false },
  })
  const owner = { subject: payload.subject, signer: payload.signer }
  const draft: Draft = { request: asked, owner, scopes, post_loan_monitoring: false, template, text }
  return { text, signed: await signDraft(trust, draft, now, shown_hash) }
}
