import type { Refusal } from '#kernel'
import type { Tx } from '#store'
import { refuse } from '../refusals.ts'
import { type Disclosure, type Grant, refusalOf } from './covers.ts'
import { countQuery, grantsFor, type Hold } from './grants.sql.ts'

export interface RequireOptions {
  /** Holds the grant until the transaction ends, so that a withdrawal waits for it, and counts the query. */
  readonly lock: boolean
  /** Whether the query counts against `max_queries`; as `lock` unless told: a repeat is not counted again. */
  readonly count?: boolean
}

/**
 * The grant that lets this disclosure happen, to be named in the log. Refuses with `consent_required` where there is
 * none, and where there is one that does not cover, with why; of several, the nearest to covering says it.
 */
export async function requireConsent(
  tx: Tx,
  disclosure: Disclosure,
  { lock, count = lock }: RequireOptions,
): Promise<Grant> {
  const found: Judged[] = []
  for (const hold of lock ? (['share', 'alone'] as const) : (['look'] as const)) {
    found.push(...(await judged(tx, disclosure, hold)))
    const grant = found.find(({ refusal }) => refusal === null)?.grant
    if (grant === undefined) continue
    if (count && grant.max_queries !== null) await tx.run(countQuery(grant.consent_id))
    return grant
  }
  throw nearest(found.map(({ refusal }) => refusal)) ?? none(disclosure)
}

interface Judged {
  readonly grant: Grant
  readonly refusal: Refusal | null
}

async function judged(tx: Tx, disclosure: Disclosure, hold: Hold): Promise<readonly Judged[]> {
  const grants = await tx.rows<Grant>(grantsFor(disclosure, hold))
  const ordered = grants.toSorted((a, b) => (a.consent_id < b.consent_id ? -1 : 1))
  return ordered.map((grant) => ({ grant, refusal: refusalOf(grant, disclosure) }))
}

const from_far_to_near = [
  ...['consent_foreign', 'consent_expired', 'consent_withdrawn', 'purpose_mismatch', 'consent_not_begun'],
  ...['scope_not_covered', 'max_queries_reached', 'consent_paused'],
]

function nearest(found: readonly (Refusal | null)[]): Refusal | undefined {
  const distance = (refusal: Refusal): number => from_far_to_near.indexOf(refusal.code)
  return found
    .filter((refusal) => refusal !== null)
    .toSorted((a, b) => distance(b) - distance(a))
    .at(0)
}

function none({ uscc, institution_id, purpose, consent_id }: Disclosure): Refusal {
  return consent_id === undefined
    ? refuse('consent_required', { uscc, institution_id, purpose })
    : refuse('consent_required', { uscc, institution_id, purpose, consent_id })
}
