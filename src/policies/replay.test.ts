import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#kernel'
import {
  adviceText,
  type BankDecision,
  bankDecisionsOf,
  type Decider,
  decide,
  decisionById,
  eraseInputs,
  keepDecision,
  keepDraft,
  openPolicy,
  policiesMigrations,
  policyVersion,
  policyVersions,
  publishVersion,
  readPolicy,
  replay,
  reportBankDecision,
} from '#policies'
import { admissionJson, type Change, firmWith, testWorld } from '#policies/testing'
import { sql } from '#sql'
import type { Store, Tx } from '#store'
import { openTestStore } from '#store/testing'

const world = testWorld()
const at = instant('2026-07-01T02:00:00Z')
const later = instant('2026-07-02T02:00:00Z')
const uscc = '91440300QX000001X'
const salt = new Uint8Array(32).fill(7)
const bank = '演示银行甲'

const admission = async (change: object = {}): Promise<Decider> =>
  await openPolicy(readPolicy({ ...admissionJson(), ...change }, 'test.json', world), world.reasons)

const first = await admission()

async function published(): Promise<Store> {
  const store = await openTestStore(policiesMigrations)
  await store.transaction((tx) => publishVersion(tx, first, at))
  return store
}

async function decided(tx: Tx, decision_id: string, change: Change = {}, decider = first): Promise<string> {
  const inputs = firmWith(change)
  const advice = await decide(decider, inputs)
  await keepDecision(tx, decider, {
    ...{ decision_id, request_id: `request ${decision_id}`, uscc, consent_id: 'C1', consent_version: 1 },
    ...{ as_of: at, inputs, salt, advice, leaf_hash: 'aa', at },
  })
  return adviceText(advice)
}

test('a replay gives the same bytes, also when the version is retired', async () => {
  await using store = await published()
  const text = await decided(store, 'D1', { indicators: { TX003: -0.9, WF028: 1, TX004: 0.1 + 0.2 } })
  assert.equal((await replay(store, 'D1', { salt })).text, text)
  const second = await admission({ version: '1.1.0' })
  await store.transaction((tx) => publishVersion(tx, second, later))
  assert.equal((await replay(store, 'D1', { salt })).text, text)
})

test('the bank inputs are kept as a digest, and a replay asks for the same again', async () => {
  await using store = await published()
  const bank_inputs = { existing_exposure_cny: '123456.78', internal_grade: 'B' }
  const text = await decided(store, 'D1', { bank_inputs })
  const { inputs, bank_inputs_digest } = await decisionById(store, 'D1')
  assert.doesNotMatch(JSON.stringify(inputs), /123456|internal_grade/)
  assert.match(String(bank_inputs_digest), /^[0-9a-f]{64}$/)
  await assert.rejects(replay(store, 'D1', { salt }), { code: 'bank_inputs_required' })
  const other = { ...bank_inputs, internal_grade: 'C' }
  await assert.rejects(replay(store, 'D1', { salt, bank_inputs: other }), { code: 'bank_inputs_differ' })
  assert.equal((await replay(store, 'D1', { salt, bank_inputs })).text, text)
  await decided(store, 'D2')
  await assert.rejects(replay(store, 'D2', { salt, bank_inputs }), { code: 'bank_inputs_differ' })
})

for (const [what, alteration, part] of [
  [
    'inputs',
    sql`UPDATE policies.decisions SET inputs = jsonb_set(inputs, '{indicators,WF001,value}', '31')`,
    'its inputs',
  ],
  ['advice', sql`UPDATE policies.decisions SET advice = replace(advice, 'pass', 'decline')`, 'its advice'],
  [
    'policy',
    sql`UPDATE policies.versions SET definition = jsonb_set(definition, '{parameters,score_min,value}', '1')`,
    'its policy',
  ],
  [
    'reasons',
    sql`UPDATE policies.versions SET reasons = jsonb_set(reasons, '{0,zh}', '"别的"')`,
    'its policy',
  ],
] as const) {
  test(`altered ${what} are found and named`, async () => {
    await using store = await published()
    await decided(store, 'D1')
    assert.equal(await store.run(alteration), 1)
    await assert.rejects(replay(store, 'D1', { salt }), {
      code: 'decision_altered',
      message: new RegExp(part),
    })
  })
}

test('erased inputs end the replay and leave the advice', async () => {
  await using store = await published()
  const text = await decided(store, 'D1')
  assert.equal(await eraseInputs(store, { kind: 'older', before: at }, later), 0)
  assert.equal(await eraseInputs(store, { kind: 'subject', uscc: 'another' }, later), 0)
  assert.equal(await eraseInputs(store, { kind: 'subject', uscc }, later), 1)
  await assert.rejects(replay(store, 'D1', { salt }), { code: 'inputs_erased' })
  assert.equal((await decisionById(store, 'D1')).advice, text)
  await decided(store, 'D2')
  assert.equal(await eraseInputs(store, { kind: 'older', before: later }, later), 1)
})

test('a decision stands on a published version and a free request id', async () => {
  await using store = await openTestStore(policiesMigrations)
  await assert.rejects(decided(store, 'D1'), { code: 'policy_unknown' })
  await keepDraft(store, first, at)
  await assert.rejects(decided(store, 'D1'), { code: 'policy_unknown' })
  await store.transaction((tx) => publishVersion(tx, first, at))
  await decided(store, 'D1')
  const again = { decision_id: 'D2', request_id: 'request D1', uscc, consent_id: null, consent_version: null }
  const inputs = firmWith()
  const advice = await decide(first, inputs)
  await assert.rejects(
    keepDecision(store, first, { ...again, as_of: at, inputs, salt, advice, leaf_hash: 'aa', at }),
    { code: 'decision_request_reused' },
  )
  await store.transaction(
    async (tx) => await publishVersion(tx, await admission({ version: '2.0.0' }), later),
  )
  await assert.rejects(decided(store, 'D3'), { code: 'policy_version_retired' })
  await assert.rejects(decisionById(store, 'D3'), { code: 'decision_unknown' })
})

test('a published version never changes, and only a newer one follows it', async () => {
  await using store = await published()
  const publish = (decider: Decider) => store.transaction((tx) => publishVersion(tx, decider, later))
  await publish(first)
  assert.equal((await policyVersion(store, first.policy.id)).published_at, at)
  const changed = await admission({ source: 'changed' })
  await assert.rejects(publish(changed), { code: 'policy_version_taken' })
  await assert.rejects(publish(await admission({ version: '0.99.0' })), { code: 'policy_version_not_newer' })
  await publish(await admission({ version: '1.10.0' }))
  await assert.rejects(publish(await admission({ version: '1.9.0' })), { code: 'policy_version_not_newer' })
  await assert.rejects(publish(first), { code: 'policy_version_retired' })
  const versions = (await policyVersions(store)).map(({ version, state }) => `${version} ${state}`)
  assert.deepEqual(versions, ['1.0.0 retired', '1.10.0 published'])
})

test('a draft may change until it is published', async () => {
  await using store = await published()
  await keepDraft(store, await admission({ version: '1.1.0' }), at)
  const changed = await admission({ version: '1.1.0', source: 'changed' })
  await keepDraft(store, changed, later)
  await store.transaction((tx) => publishVersion(tx, changed, later))
  assert.equal((await policyVersion(store, first.policy.id)).definition_digest, changed.digest)
})

const approved: BankDecision = {
  ...{ decision_id: 'D1', result: 'approved', limit_cny: '500000.00', reject_code: null, decided_at: at },
}

test('the bank decision stands apart from the advice, and the last report counts', async () => {
  await using store = await published()
  await decided(store, 'D1')
  const report = (bank_decision: BankDecision, institution = bank) =>
    store.transaction((tx) => reportBankDecision(tx, institution, bank_decision, later))
  await report(approved)
  await report({ ...approved, limit_cny: '500000' })
  const withdrawn = { ...approved, result: 'withdrawn', limit_cny: null, decided_at: later } as const
  await report(withdrawn)
  assert.deepEqual(await bankDecisionsOf(store, 'D1'), [approved, withdrawn])
  await assert.rejects(report(approved), { code: 'bank_decision_earlier' })
  await assert.rejects(report(approved, '演示银行乙'), { code: 'decision_unknown' })
})

test('a result that lacks its limit or reason, or has one too many, is refused', async () => {
  await using store = await published()
  for (const [what, change] of [
    ['an approval without a limit', { limit_cny: null }],
    ['an approval of nothing', { limit_cny: '0.00' }],
    ['a rejection without a reason', { result: 'rejected', limit_cny: null }],
    ['a rejection for a reason that is not public', { result: 'rejected', limit_cny: null, reject_code: 13 }],
    ['a rejection with a limit', { result: 'rejected', reject_code: 12 }],
    ['a withdrawal with a reason', { result: 'withdrawn', limit_cny: null, reject_code: 1 }],
  ] as const) {
    const report = reportBankDecision(store, bank, { ...approved, ...change }, later)
    await assert.rejects(report, { code: 'bank_decision_invalid' }, what)
  }
})
