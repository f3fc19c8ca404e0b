import type { Refusal } from '#kernel'
import type { Tx } from '#store'
import { refuse } from '../refusals.ts'
import { type Disclosure, type Grant, refusalOf } from './covers.ts'
import { countedGrant, grantsFor, heldGrant } from './grants.sql.ts'

/**
 * The grant that lets this disclosure happen, to be named in the log; `holdConsent` then holds it. Refuses with
 * `consent_required` where there is none, and where there is one that does not cover, with why; of several, the nearest
 * to covering says it. One whose queries are counted is used where no other covers.
 */
export async function requireConsent(tx: Tx, disclosure: Disclosure): Promise<Grant> {
  const grants = (await tx.rows<Grant>(grantsFor(disclosure))).toSorted(inOrderOfUse)
  const judged = grants.map((grant) => ({ grant, refusal: refusalOf(grant, disclosure) }))
  const found = judged.find(({ refusal }) => refusal === null)
  if (found !== undefined) return found.grant
  throw nearest(judged.map(({ refusal }) => refusal)) ?? none(disclosure)
}

/**
 * Holds a grant until the transaction ends, so that a withdrawal waits for it, and counts the query where its queries
 * are counted. Refuses with why it no longer covers, and with `consent_changed` where it is of another version by now.
 * One statement, so that it can go together with what is written under the grant.
 */
export async function holdConsent(
  tx: Tx,
  grant: Grant,
  disclosure: Disclosure,
  { count }: { readonly count: boolean },
): Promise<void> {
  const { consent_id, version, max_queries } = grant
  const counts = count && max_queries !== null
  const [held] = await tx.rows<Grant>(counts ? countedGrant(consent_id) : heldGrant(consent_id))
  if (held === undefined) throw none(disclosure)
  const queries_made = held.queries_made - (counts ? 1 : 0)
  const refusal = refusalOf({ ...held, queries_made }, disclosure)
  if (refusal !== null) throw refusal
  if (held.version !== version) throw refuse('consent_changed', { consent_id })
}

function inOrderOfUse(a: Grant, b: Grant): number {
  const counted = (grant: Grant): number => (grant.max_queries === null ? 0 : 1)
  return counted(a) - counted(b) || (a.consent_id < b.consent_id ? -1 : 1)
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
