import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  answerTermination,
  type Consent,
  type ConsentPayload,
  type Disclosure,
  type Grant,
  holdConsent,
  narrowConsent,
  noticesTo,
  pauseConsent,
  postConsent,
  requireConsent,
  resumeConsent,
  settleLoan,
  whyNotHeld,
  withdrawConsent,
} from '#consent'
import {
  enterprise,
  held_by_loan,
  noodle_shop,
  now,
  of_noodle_shop,
  openTestConsent,
  poster,
  signed,
  type TestConsent,
} from '#consent/testing'
import { day } from '#kernel'
import { sql } from '#sql'
import type { Tx } from '#store'

const ask: Disclosure = {
  uscc: enterprise,
  institution_id: 'bank-a-sz-1',
  ancestor_ids: ['bank-a-sz-1', 'bank-a-sz', 'bank-a'],
  purpose: 'pre_loan',
  product_id: 'P08',
  scopes: ['tax_declaration_monthly'],
  at: now,
}

test('the next query after a withdrawal is refused, and its leaf cannot commit meanwhile', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  const { consent_id } = await posted(open)
  const order: string[] = []
  let withdrawal: Promise<unknown> = Promise.resolve()
  await store.transaction(async (tx) => {
    await held(tx, ask, true)
    withdrawal = store
      .transaction((other) => withdrawConsent(other, consent_id, acting))
      .then(() => order.push('withdrawn'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    order.push('disclosed')
  })
  await withdrawal
  assert.deepEqual(order, ['disclosed', 'withdrawn'])
  await assert.rejects(asked(open), { code: 'consent_withdrawn' })
  await assert.rejects(withdrawConsentIn(open, consent_id), { code: 'consent_state' })
  assert.equal((await noticesTo(store, 'bank-a-sz-1')).at(-1)?.event, 'consent_withdrawn')
})

test('a disclosure that waits for a withdrawal is refused by it', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  const { consent_id } = await posted(open)
  let query: Promise<unknown> = Promise.resolve()
  await store.transaction(async (tx) => {
    await withdrawConsent(tx, consent_id, acting)
    query = assert.rejects(asked(open), { code: 'consent_withdrawn' })
    await new Promise((resolve) => setTimeout(resolve, 50))
  })
  await query
})

test('a paused consent stands still until it is resumed, as it was', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  const { consent_id } = await posted(open)
  await store.transaction((tx) => pauseConsent(tx, consent_id, acting))
  await assert.rejects(asked(open), { code: 'consent_paused' })
  const resumed = await store.transaction((tx) => resumeConsent(tx, consent_id, acting))
  assert.deepEqual([resumed.status, resumed.version], ['granted', 3])
  assert.equal((await asked(open)).consent_id, consent_id)
  await assert.rejects(
    store.transaction((tx) => resumeConsent(tx, consent_id, acting)),
    { code: 'consent_state' },
  )
})

test('a consent is narrowed, never widened', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  const { consent_id } = await posted(open)
  const narrow = (change: Parameters<typeof narrowConsent>[2]) =>
    store.transaction((tx) => narrowConsent(tx, consent_id, change, acting))
  await assert.rejects(narrow({ scopes: ['jud_execution'] }), { code: 'consent_not_narrower' })
  await assert.rejects(narrow({ valid_to: day('2027-06-30') }), { code: 'consent_not_narrower' })
  const { status } = await narrow({ scopes: ['ss_headcount_monthly'], valid_to: day('2026-06-30') })
  assert.equal(status, 'narrowed')
  await assert.rejects(asked(open), { code: 'scope_not_covered', message: /tax_declaration_monthly/ })
  assert.equal((await asked(open, { scopes: ['ss_headcount_monthly'] })).version, 2)
})

test('a loan holds a legal person’s consent until the bank answers or the loan is settled', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  const { consent_id } = await posted(open, held_by_loan)
  const ask_after = { purpose: 'post_loan' }
  const requested = await withdrawConsentIn(open, consent_id)
  assert.deepEqual([requested.status, requested.termination_requested_at], ['termination_requested', now])
  assert.equal((await asked(open, ask_after)).status, 'termination_requested')
  assert.equal((await noticesTo(store, 'bank-a-sz-1')).at(-1)?.event, 'consent_withdrawal_requested')
  const declined = await store.transaction((tx) =>
    answerTermination(tx, consent_id, { accepted: false }, acting),
  )
  assert.deepEqual([declined.status, declined.termination_requested_at], ['granted', null])
  await withdrawConsentIn(open, consent_id)
  const loan_ref_hash = held_by_loan.loan_ref_hash ?? ''
  const foreign = { loan_ref_hash, institution_ids: ['bank-b'] }
  assert.deepEqual(await store.transaction((tx) => settleLoan(tx, foreign, acting)), [])
  const settled = { loan_ref_hash, institution_ids: ['bank-a-sz-1', 'bank-a'] }
  const [ended] = await store.transaction((tx) => settleLoan(tx, settled, acting))
  assert.deepEqual([ended?.status, ended?.end_reason], ['expired', 'settled'])
  await assert.rejects(asked(open, ask_after), { code: 'consent_expired' })
})

test('a bank that accepts ends the consent at once', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  const { consent_id } = await posted(open, held_by_loan)
  const accept = () =>
    store.transaction((tx) => answerTermination(tx, consent_id, { accepted: true }, acting))
  await assert.rejects(accept(), { code: 'consent_state' })
  await withdrawConsentIn(open, consent_id)
  assert.equal((await accept()).status, 'withdrawn')
})

test('an individual business withdraws at once, whatever it signed', async () => {
  await using open = await openTestConsent()
  const { consent_id } = await posted(open, { ...of_noodle_shop, purpose: 'post_loan' })
  assert.equal((await withdrawConsentIn(open, consent_id)).status, 'withdrawn')
  await assert.rejects(asked(open, { uscc: noodle_shop, purpose: 'post_loan' }), {
    code: 'consent_withdrawn',
  })
})

test('queries are counted up to their number, by many at once too, and a repeat is not', async () => {
  await using open = await openTestConsent()
  await posted(open, { max_queries: 3 })
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => asked(open)))
  const refused = outcomes.filter(({ status }) => status === 'rejected')
  assert.deepEqual(
    refused.map((outcome) => outcome.status === 'rejected' && outcome.reason.code),
    ['max_queries_reached', 'max_queries_reached'],
  )
  await using other = await openTestConsent()
  await posted(other, { max_queries: 1 })
  await other.store.transaction((tx) => held(tx, ask, false))
  await other.store.transaction((tx) => requireConsent(tx, ask))
  await asked(other)
  await assert.rejects(asked(other), { code: 'max_queries_reached' })
})

test('a consent that was changed after it was found is not used as it was', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  const { consent_id } = await posted(open)
  const found = await requireConsent(store, ask)
  const again = () => store.transaction((tx) => hold(tx, found, ask, true))
  await again()
  await store.transaction((tx) => pauseConsent(tx, consent_id, acting))
  await assert.rejects(again(), { code: 'consent_paused' })
  await store.transaction((tx) => resumeConsent(tx, consent_id, acting))
  await assert.rejects(again(), { code: 'consent_changed' })
})

test('without a consent, and with one of somebody else, nothing is disclosed', async () => {
  await using open = await openTestConsent()
  await assert.rejects(asked(open), { code: 'consent_required' })
  await assert.rejects(asked(open, { consent_id: 'C0' }), { code: 'consent_required' })
  const { consent_id } = await posted(open)
  assert.equal((await asked(open, { consent_id })).consent_id, consent_id)
  await assert.rejects(asked(open, { consent_id, uscc: noodle_shop }), { code: 'consent_foreign' })
  const beside = { institution_id: 'bank-a-sz-2', ancestor_ids: ['bank-a-sz-2', 'bank-a-sz', 'bank-a'] }
  await assert.rejects(asked(open, { consent_id, ...beside }), { code: 'consent_foreign' })
  await assert.rejects(asked(open, beside), { code: 'consent_required' })
  await assert.rejects(asked(open, { purpose: 'in_loan' }), { code: 'purpose_mismatch' })
  await posted(open, { purpose: 'in_loan', scopes: ['ss_headcount_monthly'] })
  await assert.rejects(asked(open, { purpose: 'in_loan' }), { code: 'scope_not_covered' })
})

function posted({ store, acting }: TestConsent, change: Partial<ConsentPayload> = {}): Promise<Consent> {
  return store.transaction((tx) => postConsent(tx, signed(change), poster, acting))
}

function asked({ store }: TestConsent, change: Partial<Disclosure> = {}) {
  return store.transaction((tx) => held(tx, { ...ask, ...change }, true))
}

async function held(tx: Tx, disclosure: Disclosure, count: boolean): Promise<Grant> {
  const grant = await requireConsent(tx, disclosure)
  await hold(tx, grant, disclosure, count)
  return grant
}

async function hold(tx: Tx, grant: Grant, disclosure: Disclosure, count: boolean): Promise<void> {
  const rows = await tx.rows(sql`WITH ${holdConsent(grant, { count })} SELECT consent_id FROM held`)
  if (rows.length === 0) throw await whyNotHeld(tx, grant, disclosure)
}

function withdrawConsentIn({ store, acting }: TestConsent, consent_id: string): Promise<Consent> {
  return store.transaction((tx) => withdrawConsent(tx, consent_id, acting))
}
