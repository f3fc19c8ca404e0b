import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pulled, Verified, Verify } from '#products'
import { demo_firms } from '#sandbox'
import { sql } from '#sql'
import { demoClients } from './demo.ts'
import { demoConsent } from './demo-consent.ts'
import { discloseProduct } from './disclose.ts'
import { post } from './front-consents.ts'
import { openTestBureau } from './testing/bureau.ts'

const { uscc, name } = demo_firms.healthy
const ok = (value: number) => ({ value, flag: 'OK', marks: [] }) as const
const not_covered = { value: null, flag: 'NO_COVERAGE', marks: [] }
const ask = { uscc, purpose: 'pre_loan', request_id: 'V1' }

/** A bureau where a bank may ask what a firm owns, and a registry that says what it is told to. */
async function opened() {
  const bureau = await openTestBureau()
  const { state } = bureau
  await state.store.run(sql`
    INSERT INTO profiles.served (uscc, enterprise_id, as_of, "values", flags, marks, body, name)
    VALUES (${uscc}, 1, CAST('2026-06-29T16:05:00Z' AS timestamptz), '{}', '{}', '{}',
      ${JSON.stringify({ series: [], facts: [], told: [], ages: state.bureau.counter.datasets.map(() => ({ m: null, k: null, c: false })) })}::jsonb, ${name})`)
  const [bank] = await demoClients(state)
  assert.ok(bank)
  await post(
    state,
    await bureau.client('bank-a-app'),
    demoConsent(state, bank, { uscc, name, products: ['P17'] }),
  )
  const registry = { seized: 0, outcome: 'verified' as Pulled['outcome'], asked_at: [] as string[] }
  const verify: Verify = async ({ datasets }, at): Promise<Verified> => {
    registry.asked_at.push(at)
    const { outcome, seized } = registry
    const pulls = datasets.map((dataset) => ({ dataset, source: 'real_estate', outcome }))
    const indicators = { RE001: ok(400), RE002: ok(0), RE003: ok(0), RE004: ok(seized), RE005: ok(0) }
    const age = { covered: true, has_data: true, month: null, known_at: at }
    return { at, pulls, told: { indicators, facts: {}, ages: { re_ownership: age, re_encumbrance: age } } }
  }
  const counter = { ...state.bureau.counter, verify }
  const actor = await bureau.actor('bank-a-app')
  const query = (body: object) => discloseProduct(counter, actor, 'P17', body)
  return { bureau, registry, query }
}

const indicatorsOf = ({ data }: { readonly data: Readonly<Record<string, unknown>> }) =>
  data.indicators as Readonly<Record<string, unknown>> // the section of P17

test('what is verified is told for this query alone, with a leaf that says that it was asked', async () => {
  const { bureau, query } = await opened()
  await using held = bureau
  const answer = await query(ask)
  assert.deepEqual(indicatorsOf(answer).RE001, ok(400))
  assert.deepEqual(answer.pulls, [
    { dataset: 're_encumbrance', source: 'real_estate', outcome: 'verified' },
    { dataset: 're_ownership', source: 'real_estate', outcome: 'verified' },
  ])
  const { store } = held.state
  const [leaf] = await store.rows<{ entry: string }>(
    sql`SELECT entry FROM audit.leaves WHERE leaf_hash = ${Buffer.from(answer.audit.leaf_hash, 'hex')}`,
  )
  assert.deepEqual(JSON.parse(leaf?.entry ?? '{}').verified, [
    'real_estate/re_encumbrance:verified',
    'real_estate/re_ownership:verified',
  ])
  const kept = await store.rows(sql`
    SELECT CAST(served AS text) AS row FROM profiles.served
    UNION ALL SELECT CAST(recorded AS text) FROM metering.requests`)
  assert.ok(!JSON.stringify(kept).includes('400'), 'no value stands anywhere')
})

test('a request that is asked again is verified again, as of the first time, and costs nothing', async () => {
  const { bureau, query, registry } = await opened()
  await using held = bureau
  const first = await query(ask)
  held.wait(60_000)
  const again = await query(ask)
  assert.deepEqual([again.data, again.billing_units], [first.data, 0])
  assert.deepEqual(registry.asked_at, ['2026-06-30T10:00:00.000000Z', '2026-06-30T10:00:00.000000Z'])
  registry.seized = 1
  await assert.rejects(() => query(ask), { code: 'answer_changed' })
  assert.deepEqual(indicatorsOf(await query({ ...ask, request_id: 'V2' })).RE004, ok(1))
})

for (const outcome of ['timed_out', 'failed'] as const) {
  test(`where the registry has ${outcome}, the answer says so and tells neither a value nor zero`, async () => {
    const { bureau, query, registry } = await opened()
    await using _ = bureau
    registry.outcome = outcome
    const answer = await query(ask)
    for (const id of ['RE001', 'RE002', 'RE003', 'RE004', 'RE005'])
      assert.deepEqual([id, indicatorsOf(answer)[id]], [id, not_covered])
    const of = answer.quality.find(({ dataset }) => dataset === 're_encumbrance')
    assert.deepEqual([of?.covered, of?.flags], [false, ['UNANSWERED']])
  })
}

test('nobody is asked without a consent, nor about the past', async () => {
  const { bureau, query, registry } = await opened()
  await using _ = bureau
  const { uscc: another } = demo_firms.silent
  await assert.rejects(() => query({ ...ask, uscc: another }), { code: 'consent_required' })
  await assert.rejects(() => query({ ...ask, as_of: '2026-01-01T00:00:00Z' }), { code: 'warehouse_needed' })
  assert.deepEqual(registry.asked_at, [])
})
