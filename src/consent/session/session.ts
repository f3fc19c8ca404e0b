import { type Instant, instantFromMs, msOf } from '#kernel'
import type { Tx } from '#store'
import { type Acting, recordAct } from '../act.ts'
import { type ConsentRequest, type NewRequest, requestById, requestConsent } from '../inbox/request.ts'
import { refuse } from '../refusals.ts'
import { type ConsentRules, default_rules } from '../rules.ts'
import { insertSession, theSession } from './sessions.sql.ts'
import { safeUrl } from './url.ts'

/** A page that we host for a bank, on which the owner answers one request and returns to the bank. */
export interface NewSession {
  /** Unguessable: who has it may read the request. */
  readonly session_id: string
  readonly request_id: string
  readonly return_url: string
  /** The bank's own word, which comes back as it was. */
  readonly state: string
  readonly webhook_url: string | null
}

export type SessionStatus = 'open' | 'granted' | 'narrowed' | 'refused' | 'expired'

export interface ConsentSession extends NewSession {
  readonly made_at: Instant
  readonly expires_at: Instant
  readonly status: SessionStatus
  readonly request: ConsentRequest
}

/**
 * Opens a page for a request, which goes into the inbox too. Refuses with `session_url_invalid` an address that is not
 * https or this machine's own, and as `requestConsent` does.
 */
export async function openSession(
  tx: Tx,
  asked: NewRequest,
  session: Omit<NewSession, 'request_id'> & { readonly own_origin?: string },
  acting: Acting,
  rules: ConsentRules = default_rules,
): Promise<ConsentSession> {
  safeUrl('return_url', session.return_url, session.own_origin)
  if (session.webhook_url !== null) safeUrl('webhook_url', session.webhook_url)
  const { request_id, uscc, purpose } = await requestConsent(tx, asked, acting, rules)
  const expires_at = instantFromMs(msOf(acting.at) + rules.session_lifetime_min * 60_000)
  await tx.run(insertSession({ ...session, request_id }, acting.at, expires_at))
  await recordAct(tx, acting, { act: 'consent.session', uscc, purpose })
  return sessionById(tx, session.session_id, acting.at)
}

/** The session of an id as it stands at an instant. Refuses with `session_unknown`. */
export async function sessionById(tx: Tx, session_id: string, at: Instant): Promise<ConsentSession> {
  const [kept] = await tx.rows<Omit<ConsentSession, 'status' | 'request'>>(theSession(session_id))
  if (kept === undefined) throw refuse('session_unknown', { session_id })
  const request = await requestById(tx, kept.request_id)
  return { ...kept, request, status: statusOf(kept.expires_at, request, at) }
}

/** The session whose page may still be answered. Refuses one that is over; an answered request refuses itself. */
export async function openSessionById(tx: Tx, session_id: string, at: Instant): Promise<ConsentSession> {
  const session = await sessionById(tx, session_id, at)
  const { status, expires_at } = session
  if (status === 'expired') throw refuse('session_expired', { expires_at })
  return session
}

/** Where the owner's browser goes from here: back to the bank with its state and the outcome; null while it is open. */
export function returnTo({ return_url, state, status, request }: ConsentSession): string | null {
  if (status === 'open') return null
  const url = new URL(return_url)
  url.searchParams.set('state', state)
  url.searchParams.set('result', status)
  if (request.consent_id !== null) url.searchParams.set('consent_id', request.consent_id)
  return url.toString()
}

function statusOf(expires_at: Instant, request: ConsentRequest, at: Instant): SessionStatus {
  if (request.status !== 'requested') return request.status
  return at < expires_at && at < request.expires_at ? 'open' : 'expired'
}
