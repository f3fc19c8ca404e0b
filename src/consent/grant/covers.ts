import { type Day, dayOf, type Instant, type Refusal } from '#kernel'
import type { ConsentStatus, Purpose } from '../consent.ts'
import { refuse } from '../refusals.ts'

/** A question that needs consent: who asks about whom, for what, to read which datasets. */
export interface Disclosure {
  readonly uscc: string
  /** The node that asks, with what stands above it: itself first, then its parent, up to the root. */
  readonly institution_id: string
  readonly ancestor_ids: readonly string[]
  readonly purpose: string
  readonly product_id: string
  /** The datasets that are not public and will be read. */
  readonly scopes: readonly string[]
  /** The moment of asking, whatever the answer is as of. */
  readonly at: Instant
  /** The consent that the asker names; any that covers where it names none. */
  readonly consent_id?: string
}

/** What a disclosure is checked against. */
export interface Grant {
  readonly consent_id: string
  readonly version: number
  readonly uscc: string
  readonly node_id: string
  readonly node_parent_id: string | null
  readonly parent_may_see: boolean
  readonly purpose: Purpose
  readonly scopes: readonly string[]
  readonly products: readonly string[]
  readonly valid_from: Day
  readonly valid_to: Day | null
  readonly max_queries: number | null
  readonly queries_made: number
  readonly status: ConsentStatus
}

/** Whether the grant lets this disclosure happen. A grant holds from its first day through its last, in Shanghai. */
export function covers(grant: Grant, disclosure: Disclosure): boolean {
  return refusalOf(grant, disclosure) === null
}

/** Why the grant does not let this disclosure happen; null where it does. */
export function refusalOf(grant: Grant, disclosure: Disclosure): Refusal | null {
  const { consent_id } = grant
  const { uscc, institution_id, purpose } = disclosure
  if (!isFor(grant, disclosure)) return refuse('consent_foreign', { consent_id, institution_id, uscc })
  const ended = endOfGrant(grant, dayOf(disclosure.at))
  if (ended !== null) return ended
  if (grant.purpose !== purpose)
    return refuse('purpose_mismatch', { consent_id, granted: grant.purpose, purpose })
  const missing = missingIn(grant, disclosure)
  if (missing.length > 0) return refuse('scope_not_covered', { consent_id, missing: missing.join(', ') })
  const { max_queries, queries_made } = grant
  if (max_queries !== null && queries_made >= max_queries) {
    return refuse('max_queries_reached', { consent_id, max_queries })
  }
  return null
}

// A consent to a node holds for what stands below it, never for its neighbours; its parent sees it where it was let.
function isFor(grant: Grant, { uscc, institution_id, ancestor_ids }: Disclosure): boolean {
  if (grant.uscc !== uscc) return false
  if (ancestor_ids.includes(grant.node_id)) return true
  return grant.parent_may_see && grant.node_parent_id === institution_id
}

function endOfGrant({ consent_id, status, valid_from, valid_to }: Grant, on: Day): Refusal | null {
  if (status === 'withdrawn') return refuse('consent_withdrawn', { consent_id })
  if (status === 'paused') return refuse('consent_paused', { consent_id })
  if (status === 'expired' || status === 'superseded' || (valid_to !== null && on > valid_to)) {
    return refuse('consent_expired', {
      consent_id,
      ended_on: valid_to !== null && on > valid_to ? valid_to : status,
    })
  }
  return on < valid_from ? refuse('consent_not_begun', { consent_id, valid_from }) : null
}

function missingIn({ scopes, products }: Grant, disclosure: Disclosure): readonly string[] {
  const product = products.includes(disclosure.product_id) ? [] : [disclosure.product_id]
  return [...product, ...disclosure.scopes.filter((scope) => !scopes.includes(scope))]
}
