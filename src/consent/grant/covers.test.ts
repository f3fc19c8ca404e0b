import assert from 'node:assert/strict'
import { test } from 'node:test'
import { covers, type Disclosure, type Grant } from '#consent'
import { enterprise, noodle_shop } from '#consent/testing'
import { day, endOf, startOf } from '#kernel'
import { refusalOf } from './covers.ts'

const grant: Grant = {
  consent_id: 'C1',
  version: 1,
  uscc: enterprise,
  node_id: 'bank-a-sz',
  node_parent_id: 'bank-a',
  parent_may_see: false,
  purpose: 'pre_loan',
  scopes: ['ss_headcount_monthly', 'tax_declaration_monthly'],
  products: ['P08'],
  valid_from: day('2026-06-30'),
  valid_to: day('2026-12-31'),
  max_queries: 3,
  queries_made: 2,
  status: 'granted',
}

const disclosure: Disclosure = {
  uscc: enterprise,
  institution_id: 'bank-a-sz',
  ancestor_ids: ['bank-a-sz', 'bank-a'],
  purpose: 'pre_loan',
  product_id: 'P08',
  scopes: ['ss_headcount_monthly'],
  at: endOf(day('2026-07-01')),
}

const below = { institution_id: 'bank-a-sz-1', ancestor_ids: ['bank-a-sz-1', 'bank-a-sz', 'bank-a'] }
const beside = { institution_id: 'bank-a-gz', ancestor_ids: ['bank-a-gz', 'bank-a'] }
const above = { institution_id: 'bank-a', ancestor_ids: ['bank-a'] }
const group = { institution_id: 'group', ancestor_ids: ['group'] }

for (const [what, ask, let_, code] of [
  ['its own node', {}, {}, null],
  ['a node below', below, {}, null],
  ['a node beside', beside, {}, 'consent_foreign'],
  ['the node above', above, {}, 'consent_foreign'],
  ['the node above where it may see', above, { parent_may_see: true }, null],
  ['what stands above that', group, { parent_may_see: true }, 'consent_foreign'],
  ['a node beside where the parent may see', beside, { parent_may_see: true }, 'consent_foreign'],
  ['another subject', { uscc: noodle_shop }, {}, 'consent_foreign'],
  ['the first moment of the first day', { at: startOf(day('2026-06-30')) }, {}, null],
  ['the last moment before it', { at: endOf(day('2026-06-29')) }, {}, 'consent_not_begun'],
  ['the last moment of the last day', { at: endOf(day('2026-12-31')) }, {}, null],
  ['the first moment after it', { at: startOf(day('2027-01-01')) }, {}, 'consent_expired'],
  ['any later day until settlement', { at: startOf(day('2031-01-01')) }, { valid_to: null }, null],
  ['the same purpose', { purpose: 'pre_loan' }, {}, null],
  ['another purpose', { purpose: 'post_loan' }, {}, 'purpose_mismatch'],
  ['every scope', { scopes: grant.scopes }, {}, null],
  ['no scope that is not public', { scopes: [] }, {}, null],
  ['one scope too many', { scopes: [...grant.scopes, 'jud_execution'] }, {}, 'scope_not_covered'],
  ['another product', { product_id: 'P01' }, {}, 'scope_not_covered'],
  ['the last query', {}, { queries_made: 2 }, null],
  ['one query more', {}, { queries_made: 3 }, 'max_queries_reached'],
  ['any query without a limit', {}, { queries_made: 3, max_queries: null }, null],
  ['a narrowed grant', {}, { status: 'narrowed' }, null],
  ['one whose termination is requested', {}, { status: 'termination_requested' }, null],
  ['a paused grant', {}, { status: 'paused' }, 'consent_paused'],
  ['a withdrawn grant', {}, { status: 'withdrawn' }, 'consent_withdrawn'],
  ['an expired grant', {}, { status: 'expired' }, 'consent_expired'],
  ['a superseded grant', {}, { status: 'superseded' }, 'consent_expired'],
] as const satisfies readonly (readonly [string, Partial<Disclosure>, Partial<Grant>, string | null])[]) {
  test(`a grant ${code === null ? 'covers' : 'does not cover'} ${what}`, () => {
    assert.equal(refusalOf({ ...grant, ...let_ }, { ...disclosure, ...ask })?.code ?? null, code)
    assert.equal(covers({ ...grant, ...let_ }, { ...disclosure, ...ask }), code === null)
  })
}

test('a refusal over scopes lists what is missing', () => {
  const ask = { ...disclosure, product_id: 'P01', scopes: ['ss_headcount_monthly', 'jud_execution'] }
  assert.equal(refusalOf(grant, ask)?.details.missing, 'P01, jud_execution')
})
