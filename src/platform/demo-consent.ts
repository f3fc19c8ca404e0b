import { type ConsentPayload, type SignedConsent, shownText, templateHash } from '#consent'
import { type Clock, canonicalJson, dayOf, digestHex, endOf, type Json, monthsAfter } from '#kernel'
import { signerOf } from '#store'
import type { Definitions } from './definitions.ts'
import type { DemoClient } from './demo.ts'

/** What an owner lets a demo bank see, and for which products. */
export interface DemoConsent {
  readonly uscc: string
  readonly name: string
  readonly products: readonly string[]
}

/** A consent as a demo bank's app would post it: the approved text shown, and signed with the bank's key. 模拟数据. */
export function demoConsent(
  { definitions, clock }: { readonly definitions: Definitions; readonly clock: Clock },
  client: DemoClient,
  { uscc, name, products }: DemoConsent,
): SignedConsent {
  const template = definitions.templates.find(({ id }) => id === 'loan_query')
  if (template === undefined) throw new Error('the region has no loan_query template')
  const at = clock()
  const [from, to] = [dayOf(at), monthsAfter(dayOf(at), 12)]
  const scopes = [
    ...new Set(
      definitions.products.filter(({ id }) => products.includes(id)).flatMap((each) => each.consent_scopes),
    ),
  ]
  const shown_text = shownText(template, {
    bank: client.institution,
    business: '经营贷款',
    bureau: definitions.bureau.name.zh,
    subject: name,
    scopes: scopes.map((id) => definitions.datasets.find((each) => each.id === id)?.name.zh ?? id).join('、'),
    purpose: '贷前审查',
    valid_from: from,
    valid_to: to,
    post_loan: '否',
  })
  const payload: ConsentPayload = {
    template_id: template.id,
    template_version: template.version,
    template_hash_sm3: templateHash(template),
    shown_text_hash_sm3: digestHex('gm', shown_text),
    subject: { uscc, subject_type: uscc.startsWith('92') ? 'individual_business' : 'enterprise', name },
    signer: {
      role: uscc.startsWith('92') ? 'proprietor' : 'legal_rep',
      name_masked: '示*',
      id_hash_sm3_salted: digestHex('gm', `demo ${uscc}`),
      auth_factors: ['simulated_licence', 'sms'],
    },
    grantee: {
      institution_id: client.institution_id,
      node_id: client.institution_id,
      parent_may_see: true,
      contact: '95500',
    },
    purpose: 'pre_loan',
    scopes,
    required_scopes: scopes,
    optional_scopes: [],
    products: [...products],
    valid_from: from,
    valid_to: to,
    post_loan_monitoring: false,
    signed_at: at < endOf(from) ? at : endOf(from),
  }
  const signer = signerOf(client.private_key)
  const value = signer.sign(Buffer.from(canonicalJson(payload as unknown as Json))) // JSON throughout
  return { payload, shown_text, signature: { kid: signer.kid, alg: signer.alg, value } }
}
