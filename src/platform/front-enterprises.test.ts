import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, addInstitution, addPerson, requireActor } from '#access'
import { demo_firms } from '#sandbox'
import { sql } from '#sql'
import { demoClients } from './demo.ts'
import { demoConsent } from './demo-consent.ts'
import { change, post, request } from './front-consents.ts'
import { enterprisesFront } from './front-enterprises.ts'
import { opening, openTestBureau, type TestBureau } from './testing/bureau.ts'

const { uscc, name } = demo_firms.healthy
const day_ms = 86_400_000

/** A bureau that serves one firm, whose consent the branch of bank A has, and an open request of that branch. */
async function opened() {
  const bureau = await openTestBureau()
  const { state } = bureau
  await state.store.run(sql`
    INSERT INTO profiles.served (uscc, enterprise_id, as_of, "values", flags, marks, body, name)
    VALUES (${uscc}, 1, now(), '{}', '{}', '{}', '{"facts": []}', ${name})`)
  const [bank] = await demoClients(state)
  assert.ok(bank)
  const signed = demoConsent(state, bank, { uscc, name, products: ['P08'] })
  const posted = await post(state, await bureau.client('bank-a-app'), signed)
  const asked = { request_id: 'R1', uscc, purpose: 'in_loan', products: ['P08'], term_months: 12 }
  await request(state, await bureau.actor('bank-a-app'), {
    ...{ ...asked, contact: '95500' },
    ...{ required_scopes: ['ss_headcount_monthly'], optional_scopes: [] },
  })
  const { consent_id } = posted as { consent_id: string }
  return { bureau, consent_id, front: enterprisesFront(state) }
}

async function officerAt({ state }: TestBureau, institution_id: string): Promise<Actor> {
  const person_id = `officer-${institution_id}`
  await addPerson(state.store, { person_id, institution_id, name: '示例', roles: ['bank_query'] }, opening)
  return requireActor(state.store, { kind: 'person', id: person_id })
}

test('a consent and a request are seen where they were given, above where they may be, and below', async () => {
  const { bureau, front, consent_id } = await opened()
  await using held = bureau
  const { store } = held.state
  const below = { institution_id: 'bank-a-sz-1', parent_id: 'bank-a-sz', kind: 'bank', name: '支行' } as const
  const beside = { institution_id: 'bank-a-gz', parent_id: 'bank-a', kind: 'bank', name: '分行' } as const
  for (const each of [below, beside]) await addInstitution(store, each, opening)
  for (const [institution_id, seen] of [
    ['bank-a-sz', true],
    ['bank-a', true],
    ['bank-a-sz-1', true],
    ['bank-a-gz', false],
    ['bank-b-sz', false],
  ] as const) {
    const { consents, requests } = await front.enterprise(await officerAt(held, institution_id), uscc)
    assert.deepEqual(
      [institution_id, consents.map((each) => each.consent_id), requests.map((each) => each.request_id)],
      [institution_id, seen ? [consent_id] : [], seen ? ['R1'] : []],
    )
  }
})

test('a consent that is withdrawn, and a request whose time is over, are gone', async () => {
  const { bureau, front, consent_id } = await opened()
  await using held = bureau
  const officer = await officerAt(held, 'bank-a-sz')
  await change(held.state, await held.actor('owner-inbox'), consent_id, 'withdraw', {})
  assert.deepEqual((await front.enterprise(officer, uscc)).consents, [])
  held.wait(60 * day_ms)
  assert.deepEqual((await front.enterprise(officer, uscc)).requests, [])
})

test('only a bank that may query finds firms', async () => {
  const { bureau, front } = await opened()
  await using held = bureau
  const found = await front.find(await officerAt(held, 'bank-a-sz'), name.slice(0, 3))
  assert.deepEqual(found, [{ uscc, name, region_code: null, status: null }])
  for (const client_id of ['operator', 'owner-inbox']) {
    await assert.rejects(front.find(await held.actor(client_id), name), { code: 'role_missing' })
  }
})
