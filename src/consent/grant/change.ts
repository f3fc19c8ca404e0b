import { type Day, dayOf, isIndividualBusiness } from '#kernel'
import type { Tx } from '#store'
import type { Acting } from '../act.ts'
import type { Consent } from '../consent.ts'
import { refuse } from '../refusals.ts'
import { grantsOfLoan, grantsPast, type KeptGrant } from './grants.sql.ts'
import { changed } from './keep.ts'
import { consentOf, keptById } from './read.ts'

export interface Narrowing {
  readonly scopes?: readonly string[]
  readonly products?: readonly string[]
  readonly valid_to?: Day
}

/** Lets less be seen, or for less long. Refuses what would be wider, with `consent_not_narrower`. */
export async function narrowConsent(
  tx: Tx,
  consent_id: string,
  narrowing: Narrowing,
  acting: Acting,
): Promise<Consent> {
  const grant = await keptById(tx, consent_id, true)
  const wider = widerIn(grant, narrowing)
  if (wider !== null) throw refuse('consent_not_narrower', { consent_id, wider })
  const status = grant.status === 'granted' ? 'narrowed' : grant.status
  return consentOf(await changed(tx, grant, 'narrow', { ...narrowing, status }, acting))
}

/** Lets queries and monitoring stand still until resumed. */
export async function pauseConsent(tx: Tx, consent_id: string, acting: Acting): Promise<Consent> {
  const grant = await keptById(tx, consent_id, true)
  const change = { status: 'paused', resumes_to: grant.status } as const
  return consentOf(await changed(tx, grant, 'pause', change, acting))
}

/** Lets a paused consent go on as it was. */
export async function resumeConsent(tx: Tx, consent_id: string, acting: Acting): Promise<Consent> {
  const grant = await keptById(tx, consent_id, true)
  const change = { status: grant.resumes_to ?? 'granted', resumes_to: null }
  return consentOf(await changed(tx, grant, 'resume', change, acting))
}

/**
 * Withdraws: no disclosure commits after this does. Only a legal person's consent that its loan holds until
 * settlement goes on as `termination_requested` until the bank answers (REQ-CON-14); an individual business's never.
 */
export async function withdrawConsent(tx: Tx, consent_id: string, acting: Acting): Promise<Consent> {
  const grant = await keptById(tx, consent_id, true)
  if (isHeldByLoan(grant)) {
    const change = {
      status: 'termination_requested',
      termination_requested_at: acting.at,
      resumes_to: null,
    } as const
    return consentOf(await changed(tx, grant, 'request_termination', change, acting))
  }
  return consentOf(await withdrawn(tx, grant, acting))
}

/** The bank's answer to a request to end early: the consent is withdrawn, or goes on until settlement. */
export async function answerTermination(
  tx: Tx,
  consent_id: string,
  { accepted }: { readonly accepted: boolean },
  acting: Acting,
): Promise<Consent> {
  const grant = await keptById(tx, consent_id, true)
  if (accepted) {
    if (grant.status !== 'termination_requested') {
      throw refuse('consent_state', { consent_id, status: grant.status, act: 'answered' })
    }
    return consentOf(await withdrawn(tx, grant, acting))
  }
  const change = { status: 'granted', termination_requested_at: null } as const
  return consentOf(await changed(tx, grant, 'decline_termination', change, acting))
}

/** Ends every consent that a settled loan held; gives them back. `institution_ids` are the bank's node and those above. */
export async function settleLoan(
  tx: Tx,
  {
    loan_ref_hash,
    institution_ids,
  }: { readonly loan_ref_hash: string; readonly institution_ids: readonly string[] },
  acting: Acting,
): Promise<readonly Consent[]> {
  const ended: Consent[] = []
  for (const grant of await tx.rows<KeptGrant>(grantsOfLoan(loan_ref_hash, institution_ids))) {
    const change = { status: 'expired', end_reason: 'settled' } as const
    ended.push(consentOf(await changed(tx, grant, 'settle', change, acting)))
  }
  return ended
}

/** Ends every consent whose last day is over, a thousand at a time, and tells both sides; gives back how many. */
export async function expireConsents(tx: Tx, acting: Acting): Promise<number> {
  const past = await tx.rows<KeptGrant>(grantsPast(dayOf(acting.at)))
  for (const grant of past) {
    await changed(tx, grant, 'expire', { status: 'expired', end_reason: 'term', resumes_to: null }, acting)
  }
  return past.length
}

function withdrawn(tx: Tx, grant: KeptGrant, acting: Acting): Promise<KeptGrant> {
  const change = { status: 'withdrawn', withdrawn_at: acting.at, end_reason: 'withdrawn' } as const
  return changed(tx, grant, 'withdraw', change, acting)
}

function isHeldByLoan({ uscc, until_settlement, loan_ref_hash }: KeptGrant): boolean {
  return until_settlement && loan_ref_hash !== null && !isIndividualBusiness(uscc)
}

function widerIn(grant: KeptGrant, { scopes = [], products = [], valid_to }: Narrowing): string | null {
  if (scopes.some((scope) => !grant.scopes.includes(scope))) return 'scopes'
  if (products.some((product) => !grant.products.includes(product))) return 'products'
  if (valid_to !== undefined && grant.valid_to !== null && valid_to > grant.valid_to) return 'valid_to'
  return null
}
