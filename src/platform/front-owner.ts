import type { Owner } from '#access'
import {
  type AuthorisationText,
  type Channel,
  type Consent,
  type ConsentRequest,
  type ConsentStatus,
  consentById,
  consentsOf,
  everyRequestOf,
  type Named,
  narrowConsent,
  pauseConsent,
  refuseRequest,
  requestById,
  resumeConsent,
  statusOn,
  withdrawConsent,
} from '#consent'
import { type Day, day, dayOf, type Instant } from '#kernel'
import type { Tx } from '#store'
import { type Choice, grantFor, textFor } from './authorising.ts'
import type { FrontState } from './front-state.ts'
import { type NamedScope, namedProducts, namedPurpose, namedScopes, nameOfInstitution } from './naming.ts'
import { actingOwner, requireOwnFirm } from './owner.ts'
import { type OwnerQueries, queriesOn } from './owner-queries.ts'
import { type Receipt, receiptFor } from './receipt.ts'

/** A request as its owner reads it. */
export interface OwnerRequest {
  readonly request_id: string
  readonly status: ConsentRequest['status'] | 'expired'
  readonly bank_name: string
  readonly contact: string
  readonly purpose: string
  readonly purpose_name: Named
  readonly product_names: readonly Named[]
  readonly scopes_named: readonly NamedScope[]
  readonly term_months: number
  readonly requested_at: Instant
  readonly expires_at: Instant
  readonly answered_at: Instant | null
  readonly consent_id: string | null
}

/** A consent as its owner reads it; `scopes` are those of `scopes_named` that it still lets be seen. */
export interface OwnerConsent {
  readonly consent_id: string
  readonly version: number
  readonly status: ConsentStatus
  readonly bank_name: string
  readonly contact: string
  readonly purpose: string
  readonly purpose_name: Named
  readonly product_names: readonly Named[]
  readonly scopes: readonly string[]
  readonly scopes_named: readonly NamedScope[]
  readonly valid_from: Day
  readonly valid_to: Day | null
  readonly channel: Channel
  readonly post_loan_monitoring: boolean
  readonly queries_made: number
  readonly granted_at: Instant
  readonly termination_requested_at: Instant | null
  readonly withdrawn_at: Instant | null
}

export type OwnerVerb = 'narrow' | 'pause' | 'resume' | 'withdraw'

/** What an owner does in its inbox. Each refuses with `not_your_firm` what is of another. */
export interface OwnerFront {
  requests(owner: Owner): Promise<readonly OwnerRequest[]>
  consents(owner: Owner): Promise<readonly OwnerConsent[]>
  queries(owner: Owner, before: string | undefined): Promise<OwnerQueries>
  text(owner: Owner, request_id: string, choice: Choice): Promise<AuthorisationText>
  grant(
    owner: Owner,
    request_id: string,
    choice: Choice,
  ): Promise<OwnerConsent & { readonly receipt: Receipt }>
  refuse(owner: Owner, request_id: string): Promise<OwnerRequest>
  change(
    owner: Owner,
    consent_id: string,
    verb: OwnerVerb,
    change: OwnerChange,
  ): Promise<OwnerConsent & { readonly receipt: Receipt }>
}

interface OwnerChange {
  readonly scopes?: readonly string[]
  readonly valid_to?: string
}

/** The inbox of owners over a bureau's state. */
export function ownerFront(state: FrontState): OwnerFront {
  const { store } = state
  const ownRequest = async (owner: Owner, request_id: string): Promise<ConsentRequest> => {
    const request = await requestById(store, request_id)
    requireOwnFirm(owner, request.uscc)
    return request
  }
  const receipted = async (consent: Consent, at: Instant) => ({
    ...(await consentView(state, consent)),
    receipt: await receiptFor(store, consent, at),
  })
  return {
    requests: async ({ uscc }) =>
      Promise.all((await everyRequestOf(store, uscc)).map((request) => requestView(state, request))),
    consents: async ({ uscc }) =>
      Promise.all((await consentsOf(store, uscc)).map((consent) => consentView(state, consent))),
    queries: ({ uscc }, before) => queriesOn(state, uscc, before),
    text: async (owner, request_id, choice) =>
      textFor(state, owner, await ownRequest(owner, request_id), choice),
    async grant(owner, request_id, choice) {
      const consent = await grantFor(state, owner, await ownRequest(owner, request_id), choice, 'inbox')
      return receipted(consent, consent.timestamp.value)
    },
    async refuse(owner, request_id) {
      await ownRequest(owner, request_id)
      await store.transaction((tx) => refuseRequest(tx, request_id, actingOwner(state)))
      return requestView(state, await requestById(store, request_id))
    },
    async change(owner, consent_id, verb, sent) {
      requireOwnFirm(owner, (await consentById(store, consent_id)).subject.uscc)
      const acting = actingOwner(state)
      const consent = await store.transaction((tx) => changed(tx, consent_id, verb, sent, acting))
      return receipted(consent, acting.at)
    },
  }
}

function changed(
  tx: Tx,
  consent_id: string,
  verb: OwnerVerb,
  { scopes, valid_to }: OwnerChange,
  acting: ReturnType<typeof actingOwner>,
): Promise<Consent> {
  switch (verb) {
    case 'narrow': {
      const less = {
        ...(scopes === undefined ? {} : { scopes }),
        ...(valid_to === undefined ? {} : { valid_to: day(valid_to) }),
      }
      return narrowConsent(tx, consent_id, less, acting)
    }
    case 'pause':
      return pauseConsent(tx, consent_id, acting)
    case 'resume':
      return resumeConsent(tx, consent_id, acting)
    case 'withdraw':
      return withdrawConsent(tx, consent_id, acting)
  }
}

async function requestView(
  { definitions, store, clock }: FrontState,
  request: ConsentRequest,
): Promise<OwnerRequest> {
  const { request_id, contact, purpose, term_months, requested_at, expires_at } = request
  const { answered_at, consent_id } = request
  const is_over = request.status === 'requested' && expires_at <= clock()
  return {
    ...{ request_id, contact, purpose, term_months, requested_at, expires_at, answered_at, consent_id },
    status: is_over ? 'expired' : request.status,
    bank_name: await nameOfInstitution(store, request.node_id),
    purpose_name: namedPurpose(definitions, purpose).name,
    product_names: namedProducts(definitions, request.products),
    scopes_named: namedScopes(definitions, request),
  }
}

async function consentView(
  { definitions, store, clock }: FrontState,
  consent: Consent,
): Promise<OwnerConsent> {
  const { consent_id, version, purpose, scopes, valid_from, valid_to, channel, queries_made } = consent
  const { post_loan_monitoring, termination_requested_at, withdrawn_at, grantee } = consent
  return {
    ...{ consent_id, version, purpose, scopes, valid_from, valid_to, channel, queries_made },
    ...{ post_loan_monitoring, termination_requested_at, withdrawn_at, contact: grantee.contact },
    status: statusOn(consent, dayOf(clock())),
    bank_name: await nameOfInstitution(store, grantee.node_id),
    purpose_name: namedPurpose(definitions, purpose).name,
    product_names: namedProducts(definitions, consent.products),
    scopes_named: namedScopes(definitions, consent),
    granted_at: consent.timestamp.value,
  }
}
