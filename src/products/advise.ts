import type { Client } from '#access'
import { append, type LeafReceipt } from '#audit'
import type { Instant, Json } from '#kernel'
import { meter } from '#metering'
import { type Advice, type Decider, decide, digestOfAdvice, type FactValue, keepDecision } from '#policies'
import type { Profile } from '#profiles'
import { type Coverage, contentOf, type DatasetQuality } from './answer.ts'
import type { Asking, Counter } from './counter.ts'
import { belongsTo, consentFor, disclosureOf, gather, requireAsking, requireProduct } from './identify.ts'
import { claimedAs, earlierOf, recordingRefusals } from './query.ts'
import { refuse } from './refusals.ts'

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
}

/**
 * Advice by a bank's policy: identify, require consent, gather what the policy names, decide, and in one transaction
 * require consent again, record, keep what a replay needs, and meter. The bank's own inputs stay in memory.
 */
export async function advise(
  counter: Counter,
  policy_id: string,
  asking: Asking,
  bank_inputs: unknown,
): Promise<AdviceAnswer> {
  const decider = await requireDecider(counter, policy_id, asking.client)
  const product_id = decider.policy.product
  return recordingRefusals(counter, asking, product_id, async () => {
    const now = counter.clock()
    requireAsking(asking, 'decision.ask', now)
    const product = requireProduct(counter, product_id, asking.purpose)
    const disclosure = disclosureOf(counter, asking, product)
    await consentFor(counter.store, product, disclosure, { lock: false })
    const earlier = await earlierOf(counter, asking, product_id, now)
    const repeated = earlier !== null
    const profile = await gather(counter, asking.uscc, earlier?.as_of ?? asking.as_of)
    const inputs = { indicators: profile.indicators, facts: factsOf(decider, profile), bank_inputs }
    const advice = await decide(decider, inputs)
    const answer_digest = digestOfAdvice(advice)
    if (repeated && earlier.answer_digest !== answer_digest) {
      throw refuse('answer_changed', { request_id: asking.request_id })
    }
    const content = contentOf(counter, product, profile)
    return counter.store.transaction(async (tx) => {
      const grant = await consentFor(tx, product, disclosure, { lock: true, count: !repeated })
      const consent = grant === null ? null : { consent_id: grant.consent_id, version: grant.version }
      const decision_id = earlier?.decision_id ?? newDecisionId(counter)
      const [audit] = await append(tx, counter.log, [
        {
          ...{ kind: 'disclosure', at: now, institution_id: asking.client.institution_id },
          ...{ client_id: asking.client.client_id, request_id: asking.request_id, purpose: asking.purpose },
          ...(consent === null ? {} : { consent_id: consent.consent_id, consent_version: consent.version }),
          ...{
            uscc: asking.uscc,
            product_id: product.id,
            product_version: product.version,
            as_of: profile.as_of,
          },
          ...{ datasets: product.datasets, fields: decider.policy.inputs.indicators, answer_digest },
        },
      ])
      if (audit === undefined) throw new Error('one entry gives one receipt')
      const billing_units = repeated || content.coverage.hit === 'none' ? 0 : 1
      if (!repeated) {
        await keepDecision(tx, decider, {
          ...{
            decision_id,
            request_id: asking.request_id,
            uscc: asking.uscc,
            as_of: profile.as_of,
            inputs,
            advice,
          },
          ...{ consent_id: consent?.consent_id ?? null, consent_version: consent?.version ?? null },
          ...{ salt: counter.salt, leaf_hash: audit.leaf_hash, at: now },
        })
        await meter(tx, {
          ...claimedAs(asking, product_id, now),
          ...{ client_id: asking.client.client_id, hit: content.coverage.hit, units: 1 },
          list_price_cny: product.price.per_hit_cny,
          recorded: {
            ...{
              as_of: profile.as_of,
              product_version: product.version,
              answer_digest,
              decision_id,
              ...audit,
            },
            consent_id: consent?.consent_id ?? null,
          },
        })
      }
      const { coverage, quality, disclaimer, notice, subject } = content
      return {
        ...{ request_id: asking.request_id, decision_id, subject, as_of: profile.as_of, generated_at: now },
        ...advice,
        ...{ consent, coverage, quality, disclaimer, billing_units, audit },
        ...(notice === undefined ? {} : { notice }),
      }
    })
  })
}

/** The decider of a policy of the client's own bank. Refuses another's. */
export async function requireDecider(
  { deciders, store }: Counter,
  policy_id: string,
  client: Client,
): Promise<Decider> {
  const decider = deciders.find(({ policy }) => policy.id === policy_id)
  if (decider === undefined) throw refuse('policy_unknown', { policy: policy_id })
  if (!(await belongsTo(store, client, decider.policy.institution))) {
    throw refuse('policy_foreign', { policy: policy_id, institution: client.institution_id })
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
