import { canonicalJson, digestHex, type Instant } from '#kernel'
import type { Tx } from '#store'
import type { Advice } from './advice.ts'
import { digestOf, readBankInputs, someBankInputs } from './bank-inputs.ts'
import { type DecisionInputs, declaredOf, type Known } from './context.ts'
import type { Decider } from './decide.ts'
import { decisionOf, decisionOfRequest, eraseInputsOf, insertDecision } from './decisions.sql.ts'
import { digestOfValue, plain } from './digests.ts'
import { refuse } from './refusals.ts'
import { policyVersion } from './versions.ts'

/** A decision as it is kept: an advice in its canonical text, with all that a replay needs but the bank's inputs. */
export interface Decision {
  readonly decision_id: string
  readonly request_id: string
  readonly institution: string
  readonly policy_id: string
  readonly policy_version: string
  readonly definition_digest: string
  readonly uscc: string
  readonly consent_id: string | null
  readonly consent_version: number | null
  readonly as_of: Instant
  readonly inputs: Known | null
  readonly inputs_digest: string
  readonly bank_inputs_digest: string | null
  readonly advice: string
  readonly advice_digest: string
  readonly leaf_hash: string
  readonly at: Instant
  readonly erased_at: Instant | null
}

/** What the caller knows of a decision: whose it is, on which consent, what went in and what was answered. */
export interface NewDecision {
  readonly decision_id: string
  readonly request_id: string
  readonly uscc: string
  readonly consent_id: string | null
  readonly consent_version: number | null
  readonly as_of: Instant
  readonly inputs: DecisionInputs
  readonly salt: Uint8Array
  readonly advice: Advice
  readonly leaf_hash: string
  readonly at: Instant
}

/** What a bank decided itself, reported back: `limit_cny` as text where approved, a public reason where rejected. */
export interface BankDecision {
  readonly decision_id: string
  readonly result: 'approved' | 'rejected' | 'withdrawn'
  readonly limit_cny: string | null
  readonly reject_code: number | null
  readonly decided_at: Instant
}

/** Whose inputs are erased: those of one firm, or those of every decision made before an instant. */
export type ErasedInputs =
  | { readonly kind: 'subject'; readonly uscc: string }
  | { readonly kind: 'older'; readonly before: Instant }

/** The one text of an advice: what is digested, answered, and given again by a replay. */
export function adviceText(advice: Advice): string {
  return canonicalJson(plain(advice))
}

/** The digest of an advice, for its audit leaf. */
export function digestOfAdvice(advice: Advice): string {
  return digestHex('gm', adviceText(advice))
}

/**
 * Keeps a decision with the inputs that its policy declares; of the bank's own, a keyed digest alone. Refuses
 * where the version is not published as it was used, or the institution has used the request id already.
 */
export async function keepDecision(tx: Tx, decider: Decider, made: NewDecision): Promise<void> {
  const { policy, digest } = decider
  const { inputs, salt, advice, ...rest } = made
  const known = declaredOf(policy, inputs)
  const brought = readBankInputs(policy, inputs.bank_inputs)
  const kept_n = await tx.run(
    insertDecision(
      {
        ...rest,
        institution: policy.institution,
        policy_id: policy.id,
        policy_version: policy.version,
        definition_digest: digest,
        inputs_digest: digestOfInputs(known),
        bank_inputs_digest: someBankInputs(brought) ? digestOf(brought, salt) : null,
        advice: adviceText(advice),
        advice_digest: digestOfAdvice(advice),
      },
      canonicalJson(plain(known)),
    ),
  )
  if (kept_n === 0) throw await whyNotKept(tx, decider, made.request_id)
}

/** A decision. Refuses with `decision_unknown`. */
export async function decisionById(tx: Tx, decision_id: string): Promise<Decision> {
  const [decision] = await tx.rows<Decision>(decisionOf(decision_id))
  if (decision === undefined) throw refuse('decision_unknown', { decision_id })
  return decision
}

/** Erases inputs that may be kept no longer, and gives back of how many decisions; the advice itself stays. */
export async function eraseInputs(tx: Tx, which: ErasedInputs, at: Instant): Promise<number> {
  return await tx.run(eraseInputsOf(which, at))
}

/** The digest of kept inputs, as it was made when they were kept. */
export function digestOfInputs(inputs: Known): string {
  return digestOfValue(plain(inputs))
}

async function whyNotKept(tx: Tx, { policy, digest }: Decider, request_id: string): Promise<Error> {
  const { id: policy_id, version, institution } = policy
  const [reused] = await tx.rows(decisionOfRequest(institution, request_id))
  if (reused !== undefined) return refuse('decision_request_reused', { institution, request_id })
  const { state, definition_digest } = await policyVersion(tx, policy_id, version)
  if (definition_digest !== digest) return refuse('policy_version_taken', { policy_id, version })
  if (state === 'retired') return refuse('policy_version_retired', { policy_id, version })
  return refuse('policy_unknown', { policy_id, version: `${version}, published` })
}
