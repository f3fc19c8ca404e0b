import { type Instant, msOf, refusals } from '#kernel'
import type { Tx } from '#store'
import { insertUsage, requestOf, statementRows, upsertTerms } from './usage.sql.ts'

/** One answered request, as it is billed. Prices are yuan as text. */
export interface Usage {
  readonly request_id: string
  readonly body_digest: string
  readonly client_id: string
  readonly institution_id: string
  /** The institution first, then what stands above it. */
  readonly ancestor_ids: readonly string[]
  readonly product_id: string
  readonly product_version: string
  readonly uscc: string
  readonly purpose: string
  readonly consent_id: string | null
  readonly hit: 'full' | 'partial' | 'none'
  readonly units: number
  readonly price_cny: string
  readonly as_of: Instant
  readonly answer_digest: string
  readonly leaf_hash: string
  readonly decision_id?: string
  readonly at: Instant
}

/** What was answered under a request id before: enough to say it again. */
export interface RecordedRequest {
  readonly body_digest: string
  readonly product_version: string
  readonly as_of: Instant
  readonly answer_digest: string
  readonly leaf_hash: string
  readonly decision_id: string | null
  readonly at: Instant
}

/** Whether a request is new, or was answered before. */
export interface Claim {
  readonly recorded?: RecordedRequest
}

export interface Claiming {
  readonly institution_id: string
  readonly request_id: string
  readonly body_digest: string
  readonly at: Instant
}

/** A node's line of a statement; `cost_cny` is yuan as text. */
export interface StatementLine {
  readonly institution_id: string
  readonly product_id: string
  readonly queries: number
  readonly hits: number
  readonly units: number
  readonly cost_cny: string
}

const refuse = refusals({
  request_id_reused: [
    'conflict',
    'request id {request_id} was used before, for another request or more than 24 hours ago',
  ],
  quota_exceeded: [
    'rate_limited',
    'the month’s units of {product_id} are used up at {institution_id} or above it',
  ],
})

const repeat_within_ms = 24 * 3_600_000

/** Whether a request is a repeat of one answered within 24 hours. Refuses its id for any other body, or later. */
export async function claimRequest(
  tx: Tx,
  { institution_id, request_id, body_digest, at }: Claiming,
): Promise<Claim> {
  const [recorded] = await tx.rows<RecordedRequest>(requestOf(institution_id, request_id))
  if (recorded === undefined) return {}
  const late = msOf(at) - msOf(recorded.at) > repeat_within_ms
  if (late || recorded.body_digest !== body_digest) throw refuse('request_id_reused', { request_id })
  return { recorded }
}

/** Writes what an answer costs. Refuses a request id that is taken meanwhile, and a quota that is used up. */
export async function meter(tx: Tx, usage: Usage): Promise<void> {
  if ((await tx.run(insertUsage(usage))) > 0) return
  const { institution_id, request_id, product_id } = usage
  const [taken] = await tx.rows(requestOf(institution_id, request_id))
  if (taken !== undefined) throw refuse('request_id_reused', { request_id })
  throw refuse('quota_exceeded', { product_id, institution_id })
}

/** Sets a node's price and monthly quota of a product, which hold for what stands below it too. */
export async function setTerms(
  tx: Tx,
  terms: {
    readonly institution_id: string
    readonly product_id: string
    readonly price_cny: string | null
    readonly units_per_month: number | null
  },
): Promise<void> {
  await tx.run(upsertTerms(terms.institution_id, terms.product_id, terms.price_cny, terms.units_per_month))
}

/** The usage and cost of a node and all below it, from one instant until another. */
export function statementOf(
  tx: Tx,
  institution_id: string,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<readonly StatementLine[]> {
  return tx.rows<StatementLine>(statementRows(institution_id, from, until))
}
