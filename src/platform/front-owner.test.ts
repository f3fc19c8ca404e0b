import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evidenceOf, verifyEvidence } from '#consent'
import { demo_firms } from '#sandbox'
import { discloseProduct } from './disclose.ts'
import { consentSessionsFront } from './front-consent-sessions.ts'
import { request as requestOf } from './front-consents.ts'
import { ownerFront } from './front-owner.ts'
import { openTestBureau, ownerOf, type TestBureau } from './testing/bureau.ts'

const { uscc } = demo_firms.healthy
const owner = ownerOf('healthy')
const other = ownerOf('seasonal_factory')
const request = {
  ...{ request_id: 'R1', uscc, purpose: 'pre_loan', products: ['P08'], term_months: 12, contact: '95500' },
  required_scopes: ['ss_headcount_monthly'],
  optional_scopes: ['ss_movement_monthly'],
}
const page = { request, return_url: 'https://bank.example/back', state: 's1' }
const half_hour_ms = 30 * 60_000

test('a hosted page is read by its address, and signed by its own firm alone with what it was shown', async () => {
  await using open = await openTestBureau()
  const sessions = consentSessionsFront(open.state, 'https://bureau.example')
  const { session_id, url } = await sessions.open(await open.actor('bank-a-app'), page)
  assert.equal(url, `https://bureau.example/authorise/${session_id}`)
  const view = await sessions.read(session_id)
  assert.deepEqual(
    [view.status, view.bank_name, view.purpose_name.zh, view.return_to, view.simulated],
    ['open', '演示银行甲深圳分行', '贷前审查', null, true],
  )
  assert.deepEqual(
    view.scopes_named.map(({ name, required }) => [name.zh, required]),
    [
      ['参保人数', true],
      ['增减员', false],
    ],
  )
  const choice = { scopes: ['ss_headcount_monthly'] }
  const { shown_text_hash_sm3, shown_text, annex } = await sessions.text(owner, session_id, choice)
  assert.match(shown_text, /演示银行甲深圳分行[\s\S]+1\. 参保人数 \| 市人力资源和社会保障局/)
  assert.equal(annex.length, 1)
  for (const verb of ['text', 'grant', 'refuse'] as const) {
    await assert.rejects(sessions[verb](other, session_id, choice), { code: 'not_your_firm' })
  }
  const outcome = await sessions.grant(owner, session_id, { ...choice, shown_text_hash_sm3 })
  const { consent_id } = outcome
  assert.deepEqual(
    [outcome.status, outcome.return_to],
    ['narrowed', `https://bank.example/back?state=s1&result=narrowed&consent_id=${consent_id}`],
  )
  assert.equal(verifyEvidence(await evidenceOf(open.state.store, String(consent_id))), true)
  assert.match(String(outcome.receipt?.leaf_hash), /^[0-9a-f]{64}$/)
  await assert.rejects(sessions.grant(owner, session_id, choice), { code: 'request_state' })
})

test('only a bank makes a page, and after half an hour nobody answers it', async () => {
  await using open = await openTestBureau()
  const sessions = consentSessionsFront(open.state, 'https://bureau.example')
  await assert.rejects(sessions.open(await open.actor('operator'), page), { code: 'role_missing' })
  const { session_id } = await sessions.open(await open.actor('bank-a-app'), page)
  open.wait(half_hour_ms - 1)
  assert.equal((await sessions.read(session_id)).status, 'open')
  open.wait(1)
  assert.match((await sessions.read(session_id)).return_to ?? '', /result=expired$/)
  await assert.rejects(sessions.grant(owner, session_id, { scopes: request.required_scopes }), {
    code: 'session_expired',
  })
})

test('an owner answers in its inbox, changes what it granted, and nobody else of another firm can', async () => {
  await using open = await openTestBureau()
  const inbox = ownerFront(open.state)
  await requestOf(open.state, await open.actor('bank-b-app'), request)
  const choice = { scopes: ['ss_movement_monthly', 'ss_headcount_monthly'] }
  assert.deepEqual(
    (await inbox.requests(owner)).map(({ status, bank_name }) => [status, bank_name]),
    [['requested', '演示银行乙深圳分行']],
  )
  assert.deepEqual(await inbox.requests(other), [])
  await assert.rejects(inbox.text(other, 'R1', choice), { code: 'not_your_firm' })
  await assert.rejects(inbox.grant(other, 'R1', choice), { code: 'not_your_firm' })
  await assert.rejects(inbox.refuse(other, 'R1'), { code: 'not_your_firm' })
  await assert.rejects(inbox.grant(owner, 'R1', { scopes: [] }), { code: 'required_scope_missing' })
  const { consent_id, receipt, ...granted } = await inbox.grant(owner, 'R1', choice)
  assert.deepEqual([granted.status, granted.channel, receipt.version], ['granted', 'inbox', 1])
  assert.deepEqual([await inbox.consents(other), (await inbox.consents(owner)).length], [[], 1])
  for (const verb of ['narrow', 'pause', 'resume', 'withdraw'] as const) {
    await assert.rejects(inbox.change(other, consent_id, verb, {}), { code: 'not_your_firm' })
  }
  const after = async (verb: 'narrow' | 'pause' | 'resume' | 'withdraw', change: object = {}) =>
    (await inbox.change(owner, consent_id, verb, change)).status
  assert.equal(await after('narrow', { scopes: ['ss_headcount_monthly'] }), 'narrowed')
  assert.equal(await after('pause'), 'paused')
  assert.equal(await after('resume'), 'narrowed')
  assert.equal(await after('withdraw'), 'withdrawn')
})

test('an owner sees who asked about its firm, the newest first and a page at a time', async () => {
  await using open = await openTestBureau()
  const inbox = ownerFront(open.state)
  await askTimes(open, 51)
  const first = await inbox.queries(owner, undefined)
  assert.deepEqual([first.rows.length, first.next === null], [50, false])
  assert.deepEqual(
    first.rows
      .slice(0, 1)
      .map(({ institution_name, person_name, refusal_code, product, outcome }) => [
        ...[institution_name, person_name, refusal_code, product.name.zh, outcome],
      ]),
    [['演示银行甲深圳分行', null, 'consent_required', '企业人员竞争力', null]],
  )
  const rest = await inbox.queries(owner, first.next ?? undefined)
  assert.deepEqual([rest.rows.length, rest.next], [1, null])
  assert.deepEqual(await inbox.queries(other, undefined), { rows: [], next: null })
})

async function askTimes(open: TestBureau, times: number): Promise<void> {
  const actor = await open.actor('bank-a-app')
  for (let time = 0; time < times; time++) {
    await assert.rejects(
      discloseProduct(open.state.bureau.counter, actor, 'P08', { uscc, purpose: 'pre_loan' }),
    )
  }
}
