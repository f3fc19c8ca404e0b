import { Refusal } from '#kernel'
import type { Sql } from '#sql'
import type { Tx } from '#store'
import { refuse } from '../refusals.ts'
import { type Disclosure, type Grant, refusalOf } from './covers.ts'
import { grantHeld, grantsFor } from './grants.sql.ts'

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
 * Holds the grant until the transaction ends, so that a withdrawal waits for it, and counts the query where its queries
 * are counted: the expression `held` of a larger statement, which has a row where the grant still is as it was found.
 * Where it has none, `whyNotHeld` says why.
 */
export function holdConsent(grant: Grant, { count }: { readonly count: boolean }): Sql {
  return grantHeld(grant, count)
}

/** Why a grant that was found could not be held: it no longer covers, or it was changed and may be asked for again. */
export async function whyNotHeld(tx: Tx, { consent_id }: Grant, disclosure: Disclosure): Promise<Refusal> {
  try {
    await requireConsent(tx, { ...disclosure, consent_id })
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return refuse('consent_changed', { consent_id })
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
