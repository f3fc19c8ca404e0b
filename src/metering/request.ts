import { dayOf, type Instant, monthOf, monthText } from '#kernel'
import type { Tx } from '#store'
import { refuse } from './refusals.ts'
import { deleteRequestsBefore, earlierAndQuota } from './requests.sql.ts'

/** What is kept of an answer, so that a repeat gives the same bytes: instants, versions and digests, never the answer. */
export interface Recorded {
  readonly as_of: Instant
  readonly product_version: string
  readonly answer_digest: string
  readonly leaf_hash: string
  readonly seal_by: Instant
  readonly consent_id: string | null
  /** The decision that was kept with it, where it was advice. */
  readonly decision_id?: string
  /** When sources verified some of it for this answer alone, where they did. */
  readonly verified_at?: Instant
}

/** A request as it comes: by its id within a bank, and the digest of its body. */
export interface ClaimedRequest {
  /** The node that asks, with what stands above it: itself first, the root last, whose ids these are. */
  readonly ancestor_ids: readonly string[]
  readonly product_id: string
  readonly request_id: string
  readonly body_digest: string
  readonly at: Instant
}

export type Claim = { readonly state: 'new' } | { readonly state: 'repeat'; readonly recorded: Recorded }

/**
 * Whether a request is new or repeats one of the last 24 hours, in one read; `meter` then takes the id. Refuses with
 * `request_id_reused` another body under the same id, and a new one with `quota_exceeded`. Queries in flight together
 * may go over a quota by their number.
 */
export async function claimRequest(tx: Tx, request: ClaimedRequest): Promise<Claim> {
  const rows = await tx.rows<EarlierOrQuota>(earlierAndQuota(request))
  const { request_id, body_digest, at } = request
  const earlier = rows.find(({ recorded }) => recorded !== null)
  if (earlier !== undefined && earlier.recorded !== null) {
    const { claimed_at } = earlier
    if (earlier.body_digest !== body_digest) throw refuse('request_id_reused', { request_id, claimed_at })
    return { state: 'repeat', recorded: earlier.recorded }
  }
  const full = rows.find(({ recorded, used, quota }) => recorded === null && used >= quota)
  if (full === undefined) return { state: 'new' }
  const { institution_id, product_id, used, quota } = full
  throw refuse('quota_exceeded', {
    institution_id,
    product_id,
    used,
    quota,
    month: monthText(monthOf(dayOf(at))),
  })
}

interface EarlierOrQuota {
  readonly recorded: Recorded | null
  readonly body_digest: string
  readonly claimed_at: Instant
  readonly institution_id: string
  readonly product_id: string
  readonly used: number
  readonly quota: number
}

/** Forgets the requests that can no longer be repeated, and gives back how many. */
export function forgetRequests(tx: Tx, at: Instant): Promise<number> {
  return tx.run(deleteRequestsBefore(at))
}
