import { canonicalJson, digestHex } from '#kernel'
import { type Jwk, type Signature, verifySignature } from '#store'
import { consentIdOf } from '../grant/signed.ts'
import type { ConsentPayload } from '../payload.ts'
import { type Evidence, type EvidenceStep, first_digest, stepDigest } from './evidence.ts'

const expected = ['identity', 'certificate', 'display', 'sign', 'store'] as const

/** Whether a bundle proves its consent: the chain holds, the shown text is the signed one, the signature verifies. */
export function verifyEvidence({ consent_id, steps }: Evidence): boolean {
  return isChain(steps) && isSigned(consent_id, steps)
}

function isChain(steps: readonly EvidenceStep[]): boolean {
  return (
    steps.length === expected.length &&
    steps.every((step, index) => {
      const before = steps[index - 1]?.digest_sm3 ?? first_digest
      return (
        step.step === expected[index] && step.prev_digest === before && step.digest_sm3 === stepDigest(step)
      )
    })
  )
}

// Chained digests have been held against the contents by now, so what they hold is what was kept.
function isSigned(consent_id: string, steps: readonly EvidenceStep[]): boolean {
  const [identity, key, shown, sign, stored] = steps.map(({ content }) => JSON.parse(content))
  const { payload, signature }: { payload: ConsentPayload; signature: Signature } = sign
  const message = Buffer.from(canonicalJson(sign.payload))
  return (
    verifySignature(key as Jwk, message, signature) &&
    canonicalJson(identity) === canonicalJson(sign.payload.signer) &&
    payload.shown_text_hash_sm3 === digestHex('gm', shown.shown_text) &&
    consentIdOf(payload) === consent_id &&
    stored.consent_id === consent_id
  )
}
