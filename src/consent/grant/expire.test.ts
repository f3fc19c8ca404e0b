import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  consentById,
  expireConsents,
  noticesTo,
  pauseConsent,
  postConsent,
  statusOn,
  withdrawConsent,
} from '#consent'
import { enterprise, held_by_loan, openTestConsent, poster, signed } from '#consent/testing'
import { day, startOf } from '#kernel'

const last = day('2027-06-29')
const after = day('2027-06-30')

test('what has had its last day ends by the nightly job, and both sides are told', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  const post = (change: object) => store.transaction((tx) => postConsent(tx, signed(change), poster, acting))
  const plain = await post({})
  const paused = await post({ products: ['P01'] })
  await store.transaction((tx) => pauseConsent(tx, paused.consent_id, acting))
  const withdrawn = await post({ products: ['P21'] })
  await store.transaction((tx) => withdrawConsent(tx, withdrawn.consent_id, acting))
  const held = await post(held_by_loan)
  const expire = (at: typeof acting.at) => store.transaction((tx) => expireConsents(tx, { ...acting, at }))
  assert.equal(await expire(startOf(last)), 0)
  assert.equal(await expire(startOf(after)), 2)
  assert.equal(await expire(startOf(after)), 0)
  const stands = async ({ consent_id }: { readonly consent_id: string }) => {
    const { status, end_reason } = await consentById(store, consent_id)
    return [status, end_reason]
  }
  assert.deepEqual(await stands(plain), ['expired', 'term'])
  assert.deepEqual(await stands(paused), ['expired', 'term'])
  assert.deepEqual(await stands(withdrawn), ['withdrawn', 'withdrawn'])
  assert.deepEqual(await stands(held), ['granted', null])
  for (const addressee of [enterprise, 'bank-a-sz-1']) {
    const told = (await noticesTo(store, addressee)).filter(({ event }) => event === 'consent_expired')
    assert.equal(told.length, 2)
  }
})

for (const [what, status, valid_to, on, shown] of [
  ['granted on its last day', 'granted', last, last, 'granted'],
  ['granted the day after', 'granted', last, after, 'expired'],
  ['paused the day after', 'paused', last, after, 'expired'],
  ['withdrawn the day after', 'withdrawn', last, after, 'withdrawn'],
  ['without a last day', 'granted', null, after, 'granted'],
] as const) {
  test(`a consent that is ${what} stands as ${shown}`, () => {
    assert.equal(statusOn({ status, valid_to }, on), shown)
  })
}
