/** Consents for a test: a template, what an owner signs for it, and a store that holds the template. */
import { auditMigrations, openLog } from '#audit'
import {
  type Acting,
  approveTemplate,
  type ConsentPayload,
  consentMigrations,
  type NewRequest,
  type Poster,
  type SignedConsent,
  shownText,
  type Template,
  templateHash,
} from '#consent'
import { canonicalJson, day, digestHex, type Instant, instant, type Json } from '#kernel'
import { generateKey, type Jwk, publicHalf, type Store, signerOf } from '#store'
import { openTestStore } from '#store/testing'

/** The instant at which tests happen. */
export const now: Instant = instant('2026-06-30T10:00:00Z')

/** An enterprise and an individual business; both codes are made up. */
export const enterprise = '91440300QX0000018L'
export const noodle_shop = '92440303QX0000034J'

export const template: Template = {
  id: 'loan_query',
  version: 1,
  name: { zh: '授权书', en: 'Authorisation' },
  text: '授权主体:{subject}。被授权机构:{bank}。用途与期限见附表。撤回方式:一键撤回。',
  sentences: ['平台不向企业收费。'],
  clauses: ['授权主体', '被授权机构', '撤回方式'],
  until_settlement: true,
}

/** The key with which the bank signs. */
export const bank_key: Jwk = generateKey('gm')

export const poster: Poster = {
  institution_id: 'bank-a',
  jwks: [publicHalf(bank_key)],
  grantee_ancestor_ids: ['bank-a-sz-1', 'bank-a-sz', 'bank-a'],
}

const shown_text = shownText(template, { subject: '示例科技有限公司', bank: '演示银行甲南山支行' })

/** A grant of two datasets to a 支行 for a year. */
export const payload: ConsentPayload = {
  template_id: 'loan_query',
  template_version: 1,
  template_hash_sm3: templateHash(template),
  shown_text_hash_sm3: digestHex('gm', shown_text),
  subject: { uscc: enterprise, subject_type: 'enterprise', name: '示例科技有限公司' },
  signer: {
    role: 'legal_rep',
    name_masked: '示**',
    id_hash_sm3_salted: 'a'.repeat(64),
    auth_factors: ['id_card', 'face'],
  },
  grantee: { institution_id: 'bank-a', node_id: 'bank-a-sz-1', parent_may_see: false, contact: '95500' },
  purpose: 'pre_loan',
  scopes: ['ss_headcount_monthly', 'tax_declaration_monthly'],
  required_scopes: ['ss_headcount_monthly'],
  optional_scopes: ['tax_declaration_monthly'],
  products: ['P08'],
  valid_from: day('2026-06-30'),
  valid_to: day('2027-06-29'),
  post_loan_monitoring: false,
  signed_at: instant('2026-06-30T09:59:00Z'),
}

/** A request of the same data by the same 支行, one scope of two required. */
export const request: NewRequest = {
  request_id: 'R1',
  uscc: enterprise,
  institution_id: 'bank-a',
  node_id: 'bank-a-sz-1',
  node_parent_id: 'bank-a-sz',
  purpose: 'pre_loan',
  required_scopes: ['ss_headcount_monthly'],
  optional_scopes: ['tax_declaration_monthly'],
  products: ['P08'],
  term_months: 12,
  contact: '95500',
}

/** The same with changes, signed by the bank's key. */
export function signed(change: Partial<ConsentPayload> = {}, key: Jwk = bank_key): SignedConsent {
  const changed = { ...payload, ...change }
  const { kid, alg, sign } = signerOf(key)
  const value = sign(Buffer.from(canonicalJson(changed as Json))) // its schema holds nothing that JSON does not
  return { payload: changed, shown_text, signature: { kid, alg, value } }
}

/** What a post-loan consent is that its loan holds until settlement. */
export const held_by_loan: Partial<ConsentPayload> = {
  purpose: 'post_loan',
  post_loan_monitoring: true,
  valid_to: null,
  until_settlement: true,
  loan_ref_hash: 'b'.repeat(64),
}

/** What a consent of the noodle shop has of its own. */
export const of_noodle_shop: Partial<ConsentPayload> = {
  subject: { uscc: noodle_shop, subject_type: 'individual_business', name: '示例科技有限公司' },
  signer: { ...payload.signer, role: 'proprietor' },
}

export interface TestConsent extends AsyncDisposable {
  readonly store: Store
  readonly acting: Acting
}

/** A store with the template approved. */
export async function openTestConsent(): Promise<TestConsent> {
  const store = await openTestStore([...auditMigrations, ...consentMigrations])
  const random = (bytes: number): Uint8Array => new Uint8Array(bytes)
  const log = await store.transaction((tx) => openLog(tx, { suite: 'gm', random }, now))
  await store.transaction((tx) => approveTemplate(tx, template, { by: 'operator-1', at: now }))
  const acting = { at: now, log, institution_id: 'bank-a', client_id: 'bank-a-app' }
  return { store, acting, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() }
}
