import { append, type LeafReceipt } from '#audit'
import type { Grant } from '#consent'
import { type Instant, Refusal } from '#kernel'
import { claimRequest, meter, type Recorded as RecordedRequest } from '#metering'
import type { Tx } from '#store'
import { type Content, contentOf, digestOfContent, fieldsOf, reportNumber } from './answer.ts'
import type { Asking, Counter } from './counter.ts'
import type { ProductDefinition } from './definition.ts'
import { consentFor, disclosureOf, gather, requireAsking, requireProduct } from './identify.ts'
import { refuse } from './refusals.ts'

/** An answer as it leaves: the content, and whose request it answers, under which consent, with which proof. */
export interface Answer extends Content {
  readonly request_id: string
  readonly report_number: string
  readonly generated_at: Instant
  readonly consent: { readonly consent_id: string; readonly version: number } | null
  readonly billing_units: number
  readonly audit: LeafReceipt
}

/**
 * A query of a product: identify, require consent, gather, compose, and in one transaction require consent again,
 * record and meter. Nothing is disclosed where one of them fails; a refusal is recorded too.
 */
export async function queryProduct(counter: Counter, product_id: string, asking: Asking): Promise<Answer> {
  return recordingRefusals(counter, asking, product_id, async () => {
    const now = counter.clock()
    requireAsking(asking, 'product.query', now)
    const product = requireProduct(counter, product_id, asking.purpose)
    if (product.type === 'advice')
      throw refuse('product_is_advice', { product: product_id, policy: '{policy}' })
    const disclosure = disclosureOf(counter, asking, product)
    await consentFor(counter.store, product, disclosure, { lock: false })
    const earlier = await earlierOf(counter, asking, product_id, now)
    const profile = await gather(counter, asking.uscc, earlier?.as_of ?? asking.as_of)
    const content = contentOf(counter, product, profile)
    return counter.store.transaction(async (tx) => {
      const repeated = earlier !== null
      const grant = await consentFor(tx, product, disclosure, { lock: true, count: !repeated })
      const answer_digest = digestOfContent(content)
      if (repeated && earlier.answer_digest !== answer_digest) {
        throw refuse('answer_changed', { request_id: asking.request_id })
      }
      const audit = await record(tx, counter, asking, product, { grant, content, answer_digest, at: now })
      const billing_units = content.coverage.hit === 'none' || repeated ? 0 : 1
      if (!repeated) {
        await meter(tx, {
          ...claimedAs(asking, product_id, now),
          client_id: asking.client.client_id,
          hit: content.coverage.hit,
          units: 1,
          list_price_cny: product.price.per_hit_cny,
          recorded: {
            as_of: content.as_of,
            product_version: product.version,
            answer_digest,
            ...audit,
            consent_id: grant?.consent_id ?? null,
          },
        })
      }
      return answerOf(asking, content, grant, billing_units, audit, now)
    })
  })
}

interface Recorded {
  readonly grant: Grant | null
  readonly content: Content
  readonly answer_digest: string
  readonly at: Instant
}

async function record(
  tx: Tx,
  { log }: Counter,
  asking: Asking,
  product: ProductDefinition,
  { grant, content, answer_digest, at }: Recorded,
): Promise<LeafReceipt> {
  const [receipt] = await append(tx, log, [
    {
      ...{
        kind: 'disclosure',
        at,
        institution_id: asking.client.institution_id,
        client_id: asking.client.client_id,
      },
      ...{ request_id: asking.request_id, purpose: asking.purpose, uscc: asking.uscc, as_of: content.as_of },
      ...(grant === null ? {} : { consent_id: grant.consent_id, consent_version: grant.version }),
      ...{ product_id: product.id, product_version: product.version, answer_digest },
      ...{ datasets: [...product.datasets, ...product.supporting_datasets], fields: fieldsOf(product) },
    },
  ])
  if (receipt === undefined) throw new Error('one entry gives one receipt')
  return receipt
}

/** What was recorded of a request that was answered before; another body under its id is refused. Null for a new one. */
export async function earlierOf(
  { store }: Counter,
  asking: Asking,
  product_id: string,
  at: Instant,
): Promise<RecordedRequest | null> {
  const claim = await claimRequest(store, claimedAs(asking, product_id, at))
  return claim.state === 'repeat' ? claim.recorded : null
}

/** A request as it is claimed and metered. */
export function claimedAs({ client, request_id, body_digest }: Asking, product_id: string, at: Instant) {
  return { ancestor_ids: client.ancestor_ids, product_id, request_id, body_digest, at }
}

/** Works, and writes what it refuses into the log before refusing it: a refusal is a leaf of its own, unmetered. */
export async function recordingRefusals<Result>(
  counter: Counter,
  asking: Asking,
  product_id: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'warehouse_needed') {
      await keepRefusal(counter, asking, product_id, error)
    }
    throw error
  }
}

async function keepRefusal(
  { store, log, clock }: Counter,
  asking: Asking,
  product_id: string,
  refusal: Refusal,
) {
  const { client, request_id, purpose, uscc } = asking
  await store.transaction((tx) =>
    append(tx, log, [
      {
        ...{
          kind: 'refusal',
          at: clock(),
          institution_id: client.institution_id,
          client_id: client.client_id,
        },
        ...{ request_id, purpose, product_id, uscc, refusal_code: refusal.code },
      },
    ]),
  )
}

function answerOf(
  asking: Asking,
  content: Content,
  grant: Grant | null,
  billing_units: number,
  audit: LeafReceipt,
  generated_at: Instant,
): Answer {
  return {
    request_id: asking.request_id,
    report_number: reportNumber(content, asking.request_id),
    ...content,
    generated_at,
    consent: grant === null ? null : { consent_id: grant.consent_id, version: grant.version },
    billing_units,
    audit,
  }
}
