import type { Day } from '#kernel'
import type { Tx } from '#store'
import type { Consent, ConsentStatus } from '../consent.ts'
import { refuse } from '../refusals.ts'
import { type KeptGrant, keptGrant, keptGrantsOf } from './grants.sql.ts'

/** The consent of an id as it stands. Refuses with `consent_unknown`. */
export async function consentById(tx: Tx, consent_id: string): Promise<Consent> {
  return consentOf(await keptById(tx, consent_id))
}

/** Every consent of a subject, the newest first. */
export async function consentsOf(tx: Tx, uscc: string): Promise<readonly Consent[]> {
  return (await tx.rows<KeptGrant>(keptGrantsOf(uscc))).map(consentOf)
}

/** How a consent stands on a day: past its last it has expired, whether or not the nightly job has said so yet. */
export function statusOn({ status, valid_to }: Pick<Consent, 'status' | 'valid_to'>, on: Day): ConsentStatus {
  const has_ended = status === 'withdrawn' || status === 'superseded'
  return !has_ended && valid_to !== null && on > valid_to ? 'expired' : status
}

/** A grant as it is kept, locked against every use where it is about to change. */
export async function keptById(tx: Tx, consent_id: string, lock = false): Promise<KeptGrant> {
  const [grant] = await tx.rows<KeptGrant>(keptGrant(consent_id, lock))
  if (grant === undefined) throw refuse('consent_unknown', { consent_id })
  return grant
}

/** The consent object of a grant: what was signed, and over it what holds now. */
export function consentOf(grant: KeptGrant): Consent {
  const { consent_id, version, scopes, products, valid_from, valid_to, queries_made, status, channel } = grant
  const { termination_requested_at, withdrawn_at, end_reason } = grant
  const { payload, signature } = grant.signed
  return {
    ...payload,
    ...{ consent_id, version, operator: 'platform', scopes, products, valid_from, valid_to, queries_made },
    ...{ status, channel, attested: channel === 'bank_app', signature },
    timestamp: { tsa: 'xinqiao', value: grant.received_at },
    ...{ termination_requested_at, withdrawn_at, end_reason },
  }
}
