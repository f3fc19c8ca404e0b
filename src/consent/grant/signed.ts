import { canonicalJson, digestHex, type Instant, instant, instantFromMs, type Json, msOf } from '#kernel'
import { type Jwk, type Tx, verifySignature } from '#store'
import type { ConsentPayload, SignedConsent } from '../payload.ts'
import { refuse } from '../refusals.ts'
import type { ConsentRules } from '../rules.ts'
import { type Template, templateById, templateHash } from '../template.ts'
import { termsFault } from './terms.ts'

/** The bytes that the signer signs: the canonical JSON of the payload in UTF-8. */
export function payloadText(payload: ConsentPayload): string {
  return canonicalJson(payload as Json) // its schema holds nothing that JSON does not
}

/** The id of a consent, which follows from what was signed: the same posted twice is one consent. */
export function consentIdOf(payload: ConsentPayload): string {
  return `C${digestHex('gm', payloadText(payload)).slice(0, 24)}`
}

/**
 * Checks a signed consent by itself: its template is approved, the shown text is the one that was signed and holds
 * what it must, the signature verifies and is fresh, the terms can stand. Refuses at the first that is not so.
 */
export async function checkSigned(
  tx: Tx,
  signed: SignedConsent,
  keys: readonly Jwk[],
  rules: ConsentRules,
  at: Instant,
): Promise<void> {
  const { payload } = signed
  const template = await templateById(tx, payload.template_id, payload.template_version)
  checkText(signed, template)
  checkSignature(signed, keys)
  checkTime(payload, rules, at)
  const fault = termsFault(payload, template, rules, at)
  if (fault !== null) throw fault
}

function checkText({ payload, shown_text }: SignedConsent, template: Template): void {
  if (payload.template_hash_sm3 !== templateHash(template)) {
    throw refuse('consent_text_mismatch', { field: 'template_hash_sm3' })
  }
  if (payload.shown_text_hash_sm3 !== digestHex('gm', shown_text)) {
    throw refuse('consent_text_mismatch', { field: 'shown_text_hash_sm3' })
  }
  const parts = [...template.clauses, ...template.sentences, payload.subject.name]
  const missing = parts.filter((part) => !shown_text.includes(part))
  if (missing.length > 0) throw refuse('consent_text_incomplete', { missing: missing.join(', ') })
}

function checkSignature({ payload, signature }: SignedConsent, keys: readonly Jwk[]): void {
  const { kid } = signature
  const key = keys.find((candidate) => candidate.kid === kid)
  const message = Buffer.from(payloadText(payload))
  if (key === undefined || !verifySignature(key, message, signature)) {
    throw refuse('consent_signature_invalid', { kid })
  }
}

function checkTime({ signed_at }: ConsentPayload, { signature_age_h }: ConsentRules, at: Instant): void {
  const earliest = instantFromMs(msOf(at) - signature_age_h * 3_600_000)
  const signed = instant(signed_at)
  if (signed > at || signed < earliest)
    throw refuse('consent_signed_late', { signed_at, earliest, latest: at })
}
