import { canonicalJson, digestHex, type Instant, type Json } from '#kernel'
import { publicHalf, type Tx } from '#store'
import type { Granting } from '../grant/post.ts'
import { consentIdOf } from '../grant/signed.ts'
import { refuse } from '../refusals.ts'
import { evidenceSteps, insertStep } from './evidence.sql.ts'

/** A step of how a consent came about; its digest covers it and the digest before, from 64 zeros on. */
export interface EvidenceStep {
  readonly step: 'identity' | 'certificate' | 'display' | 'sign' | 'store'
  readonly at: Instant
  /** What the step says, as canonical JSON. */
  readonly content: string
  readonly prev_digest: string
  readonly digest_sm3: string
}

/** The bundle that proves a consent (REQ-CON-10). */
export interface Evidence {
  readonly consent_id: string
  readonly steps: readonly EvidenceStep[]
}

/** What stands before the first step. */
export const first_digest = '0'.repeat(64)

/** The digest of a step: SM3 over the digest before, its name, its instant and its content. */
export function stepDigest({ step, at, content, prev_digest }: Omit<EvidenceStep, 'digest_sm3'>): string {
  return digestHex('gm', canonicalJson({ at, content, prev_digest, step }))
}

/** Keeps the evidence of a consent that was checked: who signed, by which key, what was shown, what was signed. */
export async function recordEvidence(
  tx: Tx,
  consent_id: string,
  { signed, keys, channel }: Granting,
  at: Instant,
): Promise<void> {
  const { payload, shown_text, signature } = signed
  const key = keys.find(({ kid }) => kid === signature.kid)
  const contents: readonly (readonly [EvidenceStep['step'], unknown])[] = [
    ['identity', payload.signer],
    ['certificate', key === undefined ? null : publicHalf(key)],
    ['display', { shown_text, template_id: payload.template_id, template_version: payload.template_version }],
    ['sign', { payload, signature }],
    ['store', { consent_id: consentIdOf(payload), channel }],
  ]
  let prev_digest = first_digest
  for (const [step_no, [step, said]] of contents.entries()) {
    const unsealed = { step, at, content: canonicalJson(said as Json), prev_digest } // each came as JSON
    const digest_sm3 = stepDigest(unsealed)
    await tx.run(insertStep(consent_id, step_no, { ...unsealed, digest_sm3 }))
    prev_digest = digest_sm3
  }
}

/** The evidence of a consent. Refuses with `consent_unknown`. */
export async function evidenceOf(tx: Tx, consent_id: string): Promise<Evidence> {
  const steps = await tx.rows<EvidenceStep>(evidenceSteps(consent_id))
  if (steps.length === 0) throw refuse('consent_unknown', { consent_id })
  return { consent_id, steps }
}
