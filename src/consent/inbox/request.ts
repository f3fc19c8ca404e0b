import { type Instant, instantFromMs, msOf } from '#kernel'
import type { Jwk, Tx } from '#store'
import { type Acting, recordAct } from '../act.ts'
import type { Consent, Purpose } from '../consent.ts'
import { grant } from '../grant/post.ts'
import { consentOf } from '../grant/read.ts'
import { checkSigned } from '../grant/signed.ts'
import { notify } from '../notice.ts'
import type { SignedConsent } from '../payload.ts'
import { refuse } from '../refusals.ts'
import { type ConsentRules, default_rules } from '../rules.ts'
import { mismatchOf } from './match.ts'
import {
  answerRequest,
  everyRequestTo,
  insertRequest,
  lastRefusal,
  requestsTo,
  theRequest,
} from './requests.sql.ts'

/** What a bank asks an owner to let it see. */
export interface NewRequest {
  readonly request_id: string
  readonly uscc: string
  readonly institution_id: string
  readonly node_id: string
  readonly node_parent_id: string | null
  readonly purpose: Purpose
  readonly required_scopes: readonly string[]
  readonly optional_scopes: readonly string[]
  readonly products: readonly string[]
  readonly term_months: number
  readonly contact: string
}

export interface ConsentRequest extends NewRequest {
  readonly requested_at: Instant
  readonly expires_at: Instant
  readonly status: 'requested' | 'granted' | 'narrowed' | 'refused'
  readonly answered_at: Instant | null
  readonly consent_id: string | null
}

/** What the owner signed, the keys under which it verifies, and where it did so. */
export interface SignedAnswer {
  readonly signed: SignedConsent
  readonly keys: readonly Jwk[]
  readonly channel?: 'inbox' | 'platform_h5'
}

/** Puts a request into the owner's inbox. Refuses with `request_too_soon` after a refusal; the same id again is the same. */
export async function requestConsent(
  tx: Tx,
  request: NewRequest,
  acting: Acting,
  rules: ConsentRules = default_rules,
): Promise<ConsentRequest> {
  await requireNotRefused(tx, request, acting.at, rules)
  const { request_id, uscc, purpose } = request
  const expires_at = later(acting.at, rules.request_lifetime_h)
  if ((await tx.run(insertRequest(request, acting.at, expires_at))) > 0) {
    await notify(tx, [uscc], { event: 'consent_requested', request_id, at: acting.at })
    await recordAct(tx, acting, { act: 'consent.request', uscc, purpose })
  }
  const kept = await requestById(tx, request_id)
  if (kept.uscc !== uscc || kept.node_id !== request.node_id) throw refuse('request_id_taken', { request_id })
  return kept
}

/**
 * The owner's yes: what it signed, which may be less than was asked for and then stands as `narrowed`. Refuses a
 * request that was answered or has expired, and what was signed where it is not of this request.
 */
export async function grantRequest(
  tx: Tx,
  request_id: string,
  { signed, keys, channel = 'inbox' }: SignedAnswer,
  acting: Acting,
  rules: ConsentRules = default_rules,
): Promise<Consent> {
  const request = await openRequest(tx, request_id, acting.at)
  const { field, narrower } = mismatchOf(request, signed.payload)
  if (field !== null) throw refuse('request_not_matched', { request_id, field })
  await checkSigned(tx, signed, keys, rules, acting.at)
  const status = narrower ? 'narrowed' : 'granted'
  const granting = { signed, keys, parent_id: request.node_parent_id, channel, status } as const
  const kept = await grant(tx, granting, acting)
  await tx.run(answerRequest(request_id, status, acting.at, kept.consent_id))
  return consentOf(kept)
}

/** The owner's no; the same requester may not ask again for a while (REQ-CON-08). */
export async function refuseRequest(tx: Tx, request_id: string, acting: Acting): Promise<void> {
  const { uscc, node_id, purpose } = await openRequest(tx, request_id, acting.at)
  await tx.run(answerRequest(request_id, 'refused', acting.at, null))
  await notify(tx, [node_id], { event: 'consent_request_refused', request_id, at: acting.at })
  await recordAct(tx, acting, { act: 'consent.refuse', uscc, purpose })
}

/** The request of an id. Refuses with `request_unknown`. */
export async function requestById(tx: Tx, request_id: string, lock = false): Promise<ConsentRequest> {
  const [request] = await tx.rows<ConsentRequest>(theRequest(request_id, lock))
  if (request === undefined) throw refuse('request_unknown', { request_id })
  return request
}

/** The requests that wait in an owner's inbox, the newest first. */
export function requestsOf(tx: Tx, uscc: string, at: Instant): Promise<readonly ConsentRequest[]> {
  return tx.rows<ConsentRequest>(requestsTo(uscc, at))
}

/** Every request that an owner was ever asked, the newest first; a hundred at most. */
export function everyRequestOf(tx: Tx, uscc: string): Promise<readonly ConsentRequest[]> {
  return tx.rows<ConsentRequest>(everyRequestTo(uscc))
}

async function openRequest(tx: Tx, request_id: string, at: Instant): Promise<ConsentRequest> {
  const request = await requestById(tx, request_id, true)
  const { status, expires_at } = request
  if (status !== 'requested') throw refuse('request_state', { request_id, status })
  if (expires_at <= at) throw refuse('request_expired', { request_id, expires_at })
  return request
}

async function requireNotRefused(
  tx: Tx,
  { uscc, institution_id, node_id, purpose }: NewRequest,
  at: Instant,
  { quiet_after_refusal_d }: ConsentRules,
): Promise<void> {
  const [refused] = await tx.rows<{ answered_at: Instant }>(lastRefusal(uscc, institution_id, purpose))
  if (refused === undefined) return
  const again_at = later(refused.answered_at, quiet_after_refusal_d * 24)
  if (at < again_at) throw refuse('request_too_soon', { uscc, node_id, purpose, again_at })
}

function later(at: Instant, hours: number): Instant {
  return instantFromMs(msOf(at) + hours * 3_600_000)
}
