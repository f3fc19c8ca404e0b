import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#kernel'
import { claimRequest, meter, meteringMigrations, setTerms, statementOf, type Usage } from '#metering'
import { openTestStore } from '#store/testing'

const at = instant('2026-11-23T10:00:00')
const usage: Usage = {
  request_id: 'r1',
  body_digest: 'b1',
  client_id: 'bank-a-app',
  institution_id: 'branch',
  ancestor_ids: ['branch', 'bank'],
  product_id: 'P08',
  product_version: '0.1.0',
  uscc: '91440300QX0000018L',
  purpose: 'pre_loan',
  consent_id: 'c1',
  hit: 'full',
  units: 1,
  price_cny: '2.00',
  as_of: at,
  answer_digest: 'd',
  leaf_hash: 'l',
  at,
}
const claim = { institution_id: 'branch', request_id: 'r1', body_digest: 'b1' }
const november = { from: instant('2026-11-01T00:00:00'), until: instant('2026-12-01T00:00:00') }

test('a request is new once, a repeat for 24 hours, and refused with another body or later', async () => {
  await using store = await openTestStore(meteringMigrations)
  assert.deepEqual(await claimRequest(store, { ...claim, at }), {})
  await meter(store, usage)
  const { recorded } = await claimRequest(store, { ...claim, at: instant('2026-11-24T10:00:00') })
  assert.equal(recorded?.answer_digest, 'd')
  assert.equal(recorded?.as_of, at)
  const refused = { code: 'request_id_reused' }
  await assert.rejects(claimRequest(store, { ...claim, at: instant('2026-11-24T10:00:00.001') }), refused)
  await assert.rejects(claimRequest(store, { ...claim, body_digest: 'b2', at }), refused)
  await assert.rejects(meter(store, usage), refused)
  assert.deepEqual(await claimRequest(store, { ...claim, institution_id: 'bank', at }), {})
})

test('usage and cost roll up the tree, at the price of the nearest node', async () => {
  await using store = await openTestStore(meteringMigrations)
  await setTerms(store, {
    institution_id: 'bank',
    product_id: 'P08',
    price_cny: '1.50',
    units_per_month: null,
  })
  await meter(store, usage)
  await meter(store, { ...usage, request_id: 'r2', hit: 'none', units: 0 })
  await meter(store, { ...usage, request_id: 'r3', institution_id: 'other', ancestor_ids: ['other', 'bank'] })
  assert.deepEqual(await statementOf(store, 'bank', november), [
    { institution_id: 'branch', product_id: 'P08', queries: 2, hits: 1, units: 1, cost_cny: '1.50' },
    { institution_id: 'other', product_id: 'P08', queries: 1, hits: 1, units: 1, cost_cny: '1.50' },
  ])
  assert.equal((await statementOf(store, 'branch', november)).length, 1)
})

test('a quota of a node holds for what stands below it, to its last unit', async () => {
  await using store = await openTestStore(meteringMigrations)
  await setTerms(store, { institution_id: 'bank', product_id: 'P08', price_cny: null, units_per_month: 2 })
  await meter(store, usage)
  await meter(store, { ...usage, request_id: 'r2', institution_id: 'other', ancestor_ids: ['other', 'bank'] })
  await assert.rejects(meter(store, { ...usage, request_id: 'r3' }), { code: 'quota_exceeded' })
  await meter(store, { ...usage, request_id: 'r4', at: instant('2026-12-01T10:00:00') })
  await meter(store, { ...usage, request_id: 'r5', product_id: 'P01' })
})
