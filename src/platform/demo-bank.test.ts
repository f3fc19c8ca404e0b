import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDemoBank } from './demo-bank.ts'
import { type Advised, advisedIn, decidedBy, reportOf } from './demo-bank-policy.ts'
import { frontOf } from './front.ts'
import { openTestBureau, ownerOf } from './testing/bureau.ts'

const url = 'http://127.0.0.1:8600'
const advised: Advised = {
  outcome: 'pass',
  outcome_name: { zh: '建议通过', en: 'Pass' },
  limit_cny: '3000000',
  reasons: [{ code: 7, text: { zh: '理由', en: 'Reason' } }],
}

for (const [what, change, asked_cny, decision, report] of [
  ['less than the limit', {}, '2999999', { result: 'approved', limit_cny: '2999999' }, 'approved'],
  ['the limit itself', {}, '3000000', { result: 'approved', limit_cny: '3000000' }, 'approved'],
  ['more than the limit', {}, '3000001', { result: 'approved', limit_cny: '3000000' }, 'approved'],
  ['where no limit can be said', { limit_cny: null }, '1', { result: 'manual', limit_cny: null }, null],
  ['where a person is to look', { outcome: 'manual' }, '1', { result: 'manual', limit_cny: null }, null],
  [
    'where it is declined',
    { outcome: 'decline', limit_cny: null },
    '1',
    { result: 'rejected', limit_cny: null },
    'rejected',
  ],
] as const) {
  test(`the demo's bank that is asked for ${what} decides ${decision.result}`, () => {
    const advice = { ...advised, ...change }
    const decided = decidedBy(advice, asked_cny)
    assert.deepEqual(decided, decision)
    const sent = reportOf(advice, decided)
    assert.equal(sent === null ? null : Reflect.get(sent, 'result'), report)
    assert.equal(
      sent === null ? undefined : Reflect.get(sent, 'reject_code'),
      report === 'rejected' ? 7 : undefined,
    )
  })
}

test('the app takes from an advice what it shows, and refuses what is none', () => {
  const answer = { decision_id: 'dec_1', advice: 'pass', reference_limit: '3000000', extra: 1 }
  const reasons = [{ code: 7, text_zh: '理由', text_en: 'Reason', rules: [] }]
  assert.deepEqual(advisedIn({ ...answer, reasons }), { decision_id: 'dec_1', advice: advised })
  assert.throws(() => advisedIn({ ...answer, advice: 'yes', reasons }), { code: 'schema_mismatch' })
})

test('an owner applies, and its no ends the application there', async () => {
  await using open = await openTestBureau()
  const front = frontOf(open.state, url, null)
  const bank = openDemoBank(open.state, front, url)
  const applied = await bank.apply({ amount_cny: '5000000' })
  const { application_id, session_id } = applied
  assert.deepEqual(
    [applied.status, applied.authorise_url, applied.steps.map(({ step }) => step)],
    ['authorising', `${url}/authorise/${session_id}`, ['apply']],
  )
  await assert.rejects(bank.decide(application_id), { code: 'application_state' })
  await bank.consentSessions.refuse(ownerOf('healthy'), session_id)
  assert.equal((await bank.application(application_id)).status, 'refused')
  await assert.rejects(bank.decide(application_id), { code: 'application_state' })
  await assert.rejects(bank.draw(application_id, { amount_cny: '1' }), { code: 'application_state' })
  await assert.rejects(bank.application('A0'), { code: 'application_unknown' })
})

test('an application whose page was not answered in time has expired', async () => {
  await using open = await openTestBureau()
  const bank = openDemoBank(open.state, frontOf(open.state, url, null), url)
  const { application_id } = await bank.apply({ amount_cny: '5000000' })
  open.wait(30 * 60_000)
  assert.equal((await bank.application(application_id)).status, 'expired')
})

test('the steps of an application are those of its own page, and a yes makes it ready to decide', async () => {
  await using open = await openTestBureau()
  const bank = openDemoBank(open.state, frontOf(open.state, url, null), url)
  const { application_id, session_id } = await bank.apply({ amount_cny: '5000000' })
  const { scopes_named } = await bank.consentSessions.read(session_id)
  const scopes = scopes_named.map(({ scope }) => scope)
  const { consent_id } = await bank.consentSessions.grant(ownerOf('healthy'), session_id, { scopes })
  const granted = await bank.application(application_id)
  assert.equal(granted.consent_id, consent_id)
  assert.deepEqual(
    granted.steps.map(({ step }) => step),
    ['apply', 'consent'],
  )
  await assert.rejects(bank.decide(application_id), { code: 'enterprise_unknown' })
})
