import type { Day, Instant } from '#kernel'
import type { ConsentPayload } from './payload.ts'

export const purposes = [
  ...(['pre_loan', 'in_loan', 'post_loan', 'guarantee_check'] as const),
  ...(['prospecting', 'self_query', 'objection', 'joint_modelling'] as const),
] as const

/** What data is asked for; a grant holds for one. */
export type Purpose = (typeof purposes)[number]

/** A paused grant stands still until resumed; where termination is requested, a loan still runs and so does the grant. */
export type ConsentStatus =
  | 'granted'
  | 'narrowed'
  | 'paused'
  | 'termination_requested'
  | 'expired'
  | 'withdrawn'
  | 'superseded'

export type EndReason = 'term' | 'settled' | 'withdrawn' | 'superseded'

/** Where the owner said yes: in its bank's app, on the page that we host for a bank, or in its inbox. */
export type Channel = 'bank_app' | 'platform_h5' | 'inbox'

/** The consent object of domain §2.7 as it stands now; its evidence is read by itself. */
export interface Consent extends Omit<ConsentPayload, 'scopes' | 'valid_from' | 'valid_to' | 'products'> {
  readonly consent_id: string
  readonly version: number
  readonly operator: 'platform'
  readonly scopes: readonly string[]
  readonly products: readonly string[]
  readonly valid_from: Day
  /** Null for a grant that lasts until its loan is settled. */
  readonly valid_to: Day | null
  readonly queries_made: number
  readonly status: ConsentStatus
  /** Whether a bank vouches for the signature that it took in its own app. */
  readonly attested: boolean
  readonly signature: { readonly alg: string; readonly kid: string; readonly value: string }
  readonly timestamp: { readonly tsa: string; readonly value: Instant }
  readonly channel: Channel
  readonly termination_requested_at: Instant | null
  readonly withdrawn_at: Instant | null
  readonly end_reason: EndReason | null
}
