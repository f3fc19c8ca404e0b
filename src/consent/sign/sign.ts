import { dayOf, type Instant, monthsAfter } from '#kernel'
import { payloadText } from '../grant/signed.ts'
import type { ConsentRequest } from '../inbox/request.ts'
import type { ConsentPayload, SignedConsent } from '../payload.ts'
import { refuse } from '../refusals.ts'
import { type ConsentRules, default_rules } from '../rules.ts'
import { type Template, templateHash } from '../template.ts'
import type { AuthorisationText } from './text.ts'
import type { TrustService } from './trust.ts'

/** An owner that has shown who it is: the firm, who signs for it, and by which factors it was known. */
export type Signing = Pick<ConsentPayload, 'subject' | 'signer'>

/** What an owner is about to sign on one of our own pages. */
export interface Draft {
  readonly request: ConsentRequest
  readonly owner: Signing
  readonly scopes: readonly string[]
  readonly post_loan_monitoring: boolean
  readonly template: Template
  readonly text: AuthorisationText
}

/** From which day to which a yes given now holds. */
export function termOf(
  { term_months }: Pick<ConsentRequest, 'term_months'>,
  at: Instant,
  rules: ConsentRules = default_rules,
) {
  const valid_from = dayOf(at)
  return { valid_from, valid_to: monthsAfter(valid_from, Math.min(term_months, rules.term_months)) }
}

/** The chosen scopes in the order of the request. Refuses what was not asked for, and one that may not be left out. */
export function chosenScopes(request: ConsentRequest, chosen: readonly string[]): readonly string[] {
  const { request_id, required_scopes, optional_scopes } = request
  const missing = required_scopes.filter((scope) => !chosen.includes(scope))
  if (missing.length > 0) throw refuse('required_scope_missing', { missing: missing.join(', ') })
  const asked = [...required_scopes, ...optional_scopes]
  const foreign = chosen.filter((scope) => !asked.includes(scope))
  if (foreign.length > 0) throw refuse('scope_not_asked', { request_id, scopes: foreign.join(', ') })
  return asked.filter((scope) => chosen.includes(scope))
}

/** Has the trust service sign what the owner was shown. Refuses where another text was shown than would be signed. */
export async function signDraft(
  trust: TrustService,
  draft: Draft,
  at: Instant,
  shown_text_hash_sm3: string = draft.text.shown_text_hash_sm3,
): Promise<SignedConsent> {
  const payload = payloadOf(draft, at)
  if (payload.shown_text_hash_sm3 !== shown_text_hash_sm3) throw refuse('shown_text_changed', {})
  const signature = await trust.sign(Buffer.from(payloadText(payload)))
  return { payload, shown_text: draft.text.shown_text, signature }
}

function payloadOf({ request, owner, scopes, template, text, ...draft }: Draft, at: Instant): ConsentPayload {
  const { institution_id, node_id, contact, purpose, required_scopes, optional_scopes, products } = request
  return {
    ...{ template_id: text.template_id, template_version: text.template_version },
    ...{ template_hash_sm3: templateHash(template), shown_text_hash_sm3: text.shown_text_hash_sm3 },
    ...{ subject: owner.subject, signer: owner.signer, purpose, ...termOf(request, at) },
    grantee: { institution_id, node_id, parent_may_see: true, contact },
    ...{ scopes: [...scopes], required_scopes: [...required_scopes], optional_scopes: [...optional_scopes] },
    ...{ products: [...products], post_loan_monitoring: draft.post_loan_monitoring, signed_at: at },
  }
}
