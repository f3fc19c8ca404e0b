import { actorInLog } from '#access'
import { type Entry, type LeafReceipt, leafOf } from '#audit'
import { type Disclosure, type Grant, whyNotHeld } from '#consent'
import type { Instant } from '#kernel'
import { answeredMeanwhile, type ClaimedRequest, claimRequest, type Recorded, type Use } from '#metering'
import { type Profile, servedProfile } from '#profiles'
import { inOrder, type Store, type Tx } from '#store'
import type { Coverage } from './answer.ts'
import type { Asking, Counter } from './counter.ts'
import type { ProductDefinition } from './definition.ts'
import { type Outcome, recordDisclosure, type Written } from './disclose.sql.ts'
import { consentFor, disclosureOf, requireAsking, requireProduct } from './identify.ts'
import { type Pulled, pullFirst } from './pull.ts'
import { refuse } from './refusals.ts'
import { requireInputs } from './verification.ts'
import { type Gathered, type Verified, verifyFirst, withVerified } from './verify.ts'

/** What is about to leave: composed of facts alone, so that a repeat composes the same. */
export interface Composed<Answer> {
  readonly as_of: Instant
  readonly hit: Coverage['hit']
  readonly answer_digest: string
  readonly datasets: readonly string[]
  readonly fields: readonly string[]
  /** The decision that is kept with it, where it is advice. */
  readonly decision?: {
    readonly decision_id: string
    keep(tx: Tx, made: Made): Promise<void>
  }
  answer(made: Made): Answer
}

/** How a disclosure came about: under which consent, with which proof, for how many units. */
export interface Made {
  readonly consent: { readonly consent_id: string; readonly version: number } | null
  readonly audit: LeafReceipt
  readonly billing_units: number
  readonly generated_at: Instant
  /** What sources answered at this moment; for a request that is asked again, those alone whose answers nobody keeps. */
  readonly pulls: readonly Pulled[]
}

/** What a disclosure is composed of. `earlier` is what was recorded of a request that is asked again. */
export type Compose<Answer> = (
  product: ProductDefinition,
  profile: Gathered,
  earlier: Recorded | null,
) => Promise<Composed<Answer>>

/**
 * The one way out: identify, require consent, gather, compose, and in one transaction hold the consent, record and
 * meter. Nothing is disclosed where one of them fails.
 */
export async function disclose<Answer>(
  counter: Counter,
  verb: 'product.query' | 'decision.ask',
  product_id: string,
  asking: Asking,
  compose: Compose<Answer>,
): Promise<Answer> {
  const now = counter.clock()
  requireAsking(asking, verb, now)
  const product = requireProduct(counter, product_id, asking.purpose)
  if (verb === 'product.query' && product.type === 'advice') {
    throw refuse('product_is_advice', { product: product_id, policy: '{policy}' })
  }
  requireInputs(product, asking.inputs)
  const disclosure = disclosureOf(counter, asking, product)
  const claim = claimOf(asking, product_id, now)
  const { grant, earlier, served: held } = await look(counter, product, disclosure, claim)
  const pulled = earlier === null ? await pullFirst(counter, asking, product, grant) : []
  const served = pulled.length === 0 ? held : await servedProfile(counter.store, counter.layout, asking.uscc)
  const known = await gather(counter, asking, served, earlier)
  // What is kept of advice would hold what was verified.
  const is_kept = verb === 'decision.ask'
  const verified = is_kept ? null : await verifyFirst(counter, asking, product, { grant, earlier, now })
  const profile = withVerified(counter, known, verified)
  const pulls = [...pulled, ...(verified?.pulls ?? [])]
  const composed = await compose(product, profile, earlier)
  if (earlier !== null && earlier.answer_digest !== composed.answer_digest) {
    throw refuse('answer_changed', { request_id: asking.request_id })
  }
  const leaf = leafOf(counter.log, entryOf(asking, product, composed, { grant, verified, at: now }))
  const made = {
    consent: grant === null ? null : { consent_id: grant.consent_id, version: grant.version },
    audit: leaf.receipt,
    billing_units: composed.hit === 'none' || earlier !== null ? 0 : 1,
    generated_at: pulls.length === 0 ? now : counter.clock(),
    pulls,
  }
  const use = earlier === null ? newUse(claim, asking, product, composed, { ...made, verified }) : null
  await record(
    counter.store,
    { grant, leaf, use },
    disclosure,
    use === null ? undefined : keepOf(composed, made),
  )
  return composed.answer(made)
}

interface Looked {
  readonly grant: Grant | null
  readonly earlier: Recorded | null
  readonly served: Profile | null
}

// Read together; where several refuse, the consent is heard first.
async function look(
  { store, layout }: Counter,
  product: ProductDefinition,
  disclosure: Disclosure,
  claim: ClaimedRequest,
): Promise<Looked> {
  const [grant, earlier, served] = await store.together((one) =>
    inOrder([
      consentFor(one, product, disclosure),
      claimRequest(one, claim),
      servedProfile(one, layout, disclosure.uscc),
    ]),
  )
  return { grant, earlier: earlier.state === 'repeat' ? earlier.recorded : null, served }
}

// What is served now, or what was known at the instant that is asked for or was answered before.
async function gather(
  { past }: Counter,
  { uscc, as_of: asked }: Asking,
  served: Profile | null,
  earlier: Recorded | null,
): Promise<Profile> {
  const as_of = earlier?.as_of ?? asked
  if (as_of !== undefined && served?.as_of !== as_of && past === null) {
    throw refuse('warehouse_needed', { uscc, as_of })
  }
  const profile = as_of === undefined || past === null ? served : await past(uscc, as_of)
  if (profile === null) throw refuse('enterprise_unknown', { uscc })
  return profile
}

// A decision is kept in the same transaction; without one, the one statement is the transaction.
async function record(
  store: Store,
  written: Written,
  disclosure: Disclosure,
  keep: ((tx: Tx) => Promise<void>) | undefined,
): Promise<void> {
  const write = async (tx: Tx): Promise<void> => {
    const [outcome] = await tx.rows<Outcome>(recordDisclosure(written))
    await requireWritten(tx, written, disclosure, outcome)
  }
  if (keep === undefined) return write(store)
  await store.transaction((tx) => inOrder([write(tx), keep(tx)]))
}

async function requireWritten(
  tx: Tx,
  { grant, use }: Written,
  disclosure: Disclosure,
  outcome: Outcome | undefined,
): Promise<void> {
  if (grant !== null && outcome?.held !== true) throw await whyNotHeld(tx, grant, disclosure)
  if (use !== null && outcome?.claimed !== true) throw answeredMeanwhile(use.request_id)
}

function keepOf({ decision }: Composed<unknown>, made: Made): ((tx: Tx) => Promise<void>) | undefined {
  return decision === undefined ? undefined : (tx) => decision.keep(tx, made)
}

function newUse(
  claim: ClaimedRequest,
  { actor }: Asking,
  product: ProductDefinition,
  { as_of, hit, answer_digest, decision }: Composed<unknown>,
  { consent, audit, verified }: Made & { readonly verified: Verified | null },
): Use {
  return {
    ...claim,
    ...{ client_id: actor.id, hit, units: 1, list_price_cny: product.price.per_hit_cny },
    recorded: {
      ...{ as_of, product_version: product.version, answer_digest, ...audit },
      consent_id: consent?.consent_id ?? null,
      ...(decision === undefined ? {} : { decision_id: decision.decision_id }),
      ...(verified === null ? {} : { verified_at: verified.at }),
    },
  }
}

function entryOf(
  { actor, request_id, purpose, uscc }: Asking,
  product: ProductDefinition,
  { as_of, answer_digest, datasets, fields }: Composed<unknown>,
  { grant, verified, at }: { grant: Grant | null; verified: Verified | null; at: Instant },
): Entry {
  const asked = verified?.pulls.map(({ source, dataset, outcome }) => `${source}/${dataset}:${outcome}`)
  return {
    ...{ kind: 'disclosure', at, ...actorInLog(actor) },
    ...{ request_id, purpose, uscc, as_of },
    ...(grant === null ? {} : { consent_id: grant.consent_id, consent_version: grant.version }),
    ...{ product_id: product.id, product_version: product.version, answer_digest, datasets, fields },
    ...(asked === undefined ? {} : { verified: asked }),
  }
}

function claimOf({ actor, request_id, body_digest }: Asking, product_id: string, at: Instant) {
  return { ancestor_ids: actor.ancestor_ids, product_id, request_id, body_digest, at }
}
