import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, type Instant, instant, month } from '#kernel'
import {
  type ClaimedRequest,
  claimRequest,
  forgetRequests,
  meter,
  meteringMigrations,
  type Recorded,
  setPrice,
  setQuota,
  statementOf,
  type Use,
  usageOf,
} from '#metering'
import type { Store } from '#store'
import { openTestStore } from '#store/testing'

const now = instant('2026-06-30T10:00:00Z')
const branch_1 = ['bank-a-sz-1', 'bank-a-sz', 'bank-a']
const branch_2 = ['bank-a-sz-2', 'bank-a-sz', 'bank-a']

const recorded: Recorded = {
  as_of: now,
  product_version: '0.1.0',
  answer_digest: 'a'.repeat(64),
  leaf_hash: 'b'.repeat(64),
  seal_by: now,
  consent_id: 'C1',
}

const request: ClaimedRequest = {
  ancestor_ids: branch_1,
  product_id: 'P08',
  request_id: 'r-1',
  body_digest: 'd1',
  at: now,
}

const use: Use = { ...request, client_id: 'app', hit: 'full', units: 1, list_price_cny: '2.00', recorded }

for (const [what, change, outcome] of [
  ['the same at once', {}, 'repeat'],
  ['the same from another branch of the bank', { ancestor_ids: branch_2 }, 'repeat'],
  ['the same id from another bank', { ancestor_ids: ['bank-b'] }, 'new'],
  ['another id', { request_id: 'r-2' }, 'new'],
  ['another body', { body_digest: 'd2' }, 'request_id_reused'],
  ['the last microsecond of 24 hours', { at: instant('2026-07-01T09:59:59.999999Z') }, 'repeat'],
  [
    'another body then',
    { at: instant('2026-07-01T09:59:59.999999Z'), body_digest: 'd2' },
    'request_id_reused',
  ],
  ['the same after 24 hours', { at: instant('2026-07-01T10:00:00Z') }, 'new'],
  ['another body after 24 hours', { at: instant('2026-07-01T10:00:00Z'), body_digest: 'd2' }, 'new'],
] as const satisfies readonly (readonly [string, Partial<ClaimedRequest>, string])[]) {
  test(`after a request, ${what} is ${outcome}`, async () => {
    await using store = await openTestStore(meteringMigrations)
    assert.deepEqual(await claimRequest(store, request), { state: 'new' })
    await meter(store, use)
    const claim = claimRequest(store, { ...request, ...change })
    if (outcome === 'request_id_reused') await assert.rejects(claim, { code: outcome })
    else assert.deepEqual(await claim, outcome === 'new' ? { state: 'new' } : { state: 'repeat', recorded })
  })
}

test('of two queries under one id that run at once, one is metered', async () => {
  await using store = await openTestStore(meteringMigrations)
  const outcomes = await Promise.allSettled([meter(store, use), meter(store, use)])
  const [refused] = outcomes.filter((outcome) => outcome.status === 'rejected')
  assert.equal(refused?.reason.code, 'request_answered_meanwhile')
  assert.equal((await rows(store)).length, 1)
  await meter(store, { ...use, at: instant('2026-07-01T10:00:00Z') })
})

test('requests are forgotten once they can no longer be repeated', async () => {
  await using store = await openTestStore(meteringMigrations)
  await meter(store, use)
  assert.equal(await forgetRequests(store, instant('2026-07-01T09:59:59.999999Z')), 0)
  assert.equal(await forgetRequests(store, instant('2026-07-01T10:00:00Z')), 1)
  assert.equal((await rows(store)).length, 1)
})

for (const [what, prices, change, amount_cny] of [
  ['the list price', [], {}, '2.00'],
  ['so many units of it', [], { units: 3 }, '6.00'],
  ['nothing for no hit', [], { hit: 'none' }, '0.00'],
  ['the root’s price', [['bank-a', 'P08', '2026-01-01', '1.50']], {}, '1.50'],
  [
    'the nearest node’s price',
    [
      ['bank-a', 'P08', '2026-01-01', '1.50'],
      ['bank-a-sz', 'P08', '2026-01-01', '1.20'],
    ],
    {},
    '1.20',
  ],
  ['no neighbour’s price', [['bank-a-sz-2', 'P08', '2026-01-01', '1.20']], {}, '2.00'],
  ['no other product’s price', [['bank-a', 'P01', '2026-01-01', '1.20']], {}, '2.00'],
  [
    'a price from its first day on',
    [
      ['bank-a', 'P08', '2026-01-01', '1.50'],
      ['bank-a', 'P08', '2026-06-30', '1.00'],
    ],
    {},
    '1.00',
  ],
  [
    'the price before on the day before',
    [
      ['bank-a', 'P08', '2026-01-01', '1.50'],
      ['bank-a', 'P08', '2026-07-01', '1.00'],
    ],
    {},
    '1.50',
  ],
] as const satisfies readonly (readonly [string, readonly (readonly string[])[], Partial<Use>, string])[]) {
  test(`a query costs ${what}`, async () => {
    await using store = await openTestStore(meteringMigrations)
    for (const [institution_id, product_id, valid_from, price_cny] of prices) {
      await setPrice(store, { institution_id, product_id, valid_from: day(valid_from), price_cny })
    }
    await meter(store, { ...use, ...change })
    assert.deepEqual(
      (await rows(store)).map((row) => row.amount_cny),
      [amount_cny],
    )
  })
}

test('a quota holds for a node and all below it, for its month, and a miss does not count', async () => {
  await using store = await openTestStore(meteringMigrations)
  await setQuota(store, { institution_id: 'bank-a-sz', product_id: 'P08', units_per_month: 2 })
  const ask = (n: number, change: Partial<Use> = {}) =>
    metered(store, { ...use, request_id: `r-${n}`, ...change })
  await ask(1)
  await ask(2, { hit: 'none' })
  await ask(3, { ancestor_ids: branch_2 })
  await assert.rejects(ask(4), {
    code: 'quota_exceeded',
    message: /bank-a-sz has used 2 of 2 units of P08 in 2026-06/,
  })
  assert.equal((await claimRequest(store, request)).state, 'repeat')
  await ask(5, { product_id: 'P01' })
  await ask(6, { ancestor_ids: ['bank-a'] })
  await ask(7, { at: instant('2026-07-01T00:00:00+08:00') })
  await setQuota(store, { institution_id: 'bank-a', product_id: '*', units_per_month: 0 })
  await assert.rejects(ask(8, { product_id: 'P01' }), { code: 'quota_exceeded' })
})

test('a statement rolls up the tree and agrees with its rows, month by month in Shanghai', async () => {
  await using store = await openTestStore(meteringMigrations)
  const tree = [['bank-a-sz', 'bank-a'], branch_1, branch_2].map((ancestor_ids) => ({
    institution_id: ancestor_ids[0] ?? '',
    ancestor_ids,
  }))
  const at = (text: string): { at: Instant } => ({ at: instant(text) })
  const uses: readonly Partial<Use>[] = [
    at('2026-06-01T00:00:00+08:00'),
    { ...at('2026-06-30T23:59:59.999999+08:00'), ancestor_ids: branch_2, hit: 'partial' },
    { ...at('2026-06-30T12:00:00+08:00'), ancestor_ids: branch_2, hit: 'none' },
    { ...at('2026-06-30T12:00:00+08:00'), ancestor_ids: ['bank-a-sz', 'bank-a'], product_id: 'P01' },
    at('2026-05-31T23:59:59.999999+08:00'),
    at('2026-07-01T00:00:00+08:00'),
  ]
  for (const [n, change] of uses.entries()) await meter(store, { ...use, request_id: `r-${n}`, ...change })
  assert.deepEqual(await statementOf(store, { tree, month: month('2026-06') }), [
    line('bank-a-sz', 'P01', 1, 1, '2.00'),
    line('bank-a-sz', 'P08', 3, 2, '4.00'),
    line('bank-a-sz-1', 'P08', 1, 1, '2.00'),
    line('bank-a-sz-2', 'P08', 2, 1, '2.00'),
  ])
  const institution_ids = tree.map(({ institution_id }) => institution_id)
  const all = await usageOf(store, { institution_ids, month: month('2026-06') })
  assert.deepEqual(
    all.map(({ request_id }) => request_id),
    ['r-0', 'r-1', 'r-2', 'r-3'],
  )
  const after_usage_id = all[2]?.usage_id ?? 0
  assert.equal((await usageOf(store, { institution_ids, month: month('2026-06'), after_usage_id })).length, 1)
})

async function metered(store: Store, wanted: Use): Promise<void> {
  await claimRequest(store, wanted)
  await meter(store, wanted)
}

function rows(store: Store) {
  return usageOf(store, { institution_ids: ['bank-a-sz-1'], month: month('2026-06') })
}

function line(institution_id: string, product_id: string, queries: number, hits: number, amount_cny: string) {
  return { institution_id, product_id, queries, hits, units: hits, amount_cny }
}
