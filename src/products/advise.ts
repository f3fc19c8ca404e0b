import type { Actor } from '#access'
import type { LeafReceipt } from '#audit'
import type { Instant, Json } from '#kernel'
import { type Advice, type Decider, decide, digestOfAdvice, type FactValue, keepDecision } from '#policies'
import type { Profile } from '#profiles'
import { type Coverage, contentOf, type DatasetQuality } from './answer.ts'
import type { Asking, Counter } from './counter.ts'
import { disclose } from './disclose.ts'
import { belongsTo } from './identify.ts'
import type { Pulled } from './pull.ts'
import { refuse } from './refusals.ts'
import { recordingRefusals } from './refused.ts'

/** An advice as it leaves. The bank decides, and reports what it decided by the decision's id. */
export interface AdviceAnswer extends Advice {
  readonly request_id: string
  readonly decision_id: string
  readonly subject: { readonly uscc: string; readonly name: string | null }
  readonly as_of: Instant
  readonly generated_at: Instant
  readonly consent: { readonly consent_id: string; readonly version: number } | null
  readonly coverage: Coverage
  readonly quality: readonly DatasetQuality[]
  readonly disclaimer: string
  readonly notice?: string
  readonly billing_units: number
  readonly audit: LeafReceipt
  readonly pulls: readonly Pulled[]
}

/**
 * Advice by a bank's policy on what the policy names, with what a replay needs kept beside the record. The bank's own
 * inputs stay in memory. Refuses another bank's policy.
 */
export async function advise(
  counter: Counter,
  policy_id: string,
  asking: Asking,
  bank_inputs: unknown,
): Promise<AdviceAnswer> {
  const decider = await requireDecider(counter, policy_id, asking.actor)
  const product_id = decider.policy.product
  const { request_id, uscc } = asking
  return recordingRefusals(counter, asking, product_id, () =>
    disclose(counter, 'decision.ask', product_id, asking, async (product, profile, earlier) => {
      const inputs = { indicators: profile.indicators, facts: factsOf(decider, profile), bank_inputs }
      const advice = await decide(decider, inputs)
      const content = contentOf(counter, product, profile, {})
      const { coverage, quality, disclaimer, notice, subject } = content
      const decision_id = earlier?.decision_id ?? newDecisionId(counter)
      return {
        as_of: profile.as_of,
        hit: coverage.hit,
        answer_digest: digestOfAdvice(advice),
        datasets: product.datasets,
        fields: decider.policy.inputs.indicators,
        decision: {
          decision_id,
          keep: (tx, { consent, audit, generated_at }) =>
            keepDecision(tx, decider, {
              ...{ decision_id, request_id, uscc, as_of: profile.as_of, inputs, advice },
              ...{ consent_id: consent?.consent_id ?? null, consent_version: consent?.version ?? null },
              ...{ salt: counter.salt, leaf_hash: audit.leaf_hash, at: generated_at },
            }),
        },
        answer: (made) => ({
          ...{ request_id, decision_id, subject, as_of: profile.as_of },
          ...advice,
          ...{ coverage, quality, disclaimer, ...(notice === undefined ? {} : { notice }) },
          ...made,
        }),
      }
    }),
  )
}

/** The decider of a policy of the actor's own bank. Refuses another's. */
export async function requireDecider(
  { deciders, store }: Counter,
  policy_id: string,
  actor: Actor,
): Promise<Decider> {
  const decider = deciders.find(({ policy }) => policy.id === policy_id)
  if (decider === undefined) throw refuse('policy_unknown', { policy: policy_id })
  if (!(await belongsTo(store, actor, decider.policy.institution))) {
    throw refuse('policy_foreign', { policy: policy_id, institution: actor.institution_id })
  }
  return decider
}

// A fact of a policy is a field of the one row that a dataset has of the firm; null where there is none.
function factsOf({ policy }: Decider, profile: Profile): Readonly<Record<string, FactValue>> {
  return Object.fromEntries(
    policy.inputs.facts.map(({ id, dataset, field }) => [id, scalar(profile.facts[dataset]?.[0]?.[field])]),
  )
}

function scalar(value: Json | undefined): FactValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

function newDecisionId({ random }: Counter): string {
  return `dec_${Buffer.from(random(16)).toString('hex')}`
}
