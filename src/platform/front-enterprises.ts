import { type Actor, institutionById } from '#access'
import {
  type Consent,
  type ConsentRequest,
  type ConsentStatus,
  consentsOf,
  requestsOf,
  statusOn,
} from '#consent'
import { type Day, dayOf, type Instant, type Json, refusals } from '#kernel'
import { type Found, findEnterprises } from '#profiles'
import { type FrontState, requireVerb } from './front-state.ts'

/** An enterprise as a bank finds it: what the registry makes public, and nothing else. */
export interface EnterpriseFound {
  readonly uscc: string
  /** Null where the registry has not delivered it. */
  readonly name: string | null
  readonly region_code: string | null
  readonly status: string | null
}

/** A consent that a bank may use, as its officer reads it. */
export interface ConsentInForce {
  readonly consent_id: string
  readonly version: number
  readonly status: ConsentStatus
  readonly purpose: string
  readonly products: readonly string[]
  readonly scopes: readonly string[]
  readonly valid_from: Day
  readonly valid_to: Day | null
  readonly queries_made: number
}

/** A request that the owner has not answered yet. */
export interface OpenRequest {
  readonly request_id: string
  readonly status: ConsentRequest['status']
  readonly purpose: string
  readonly requested_at: Instant
  readonly expires_at: Instant
  readonly products: readonly string[]
}

/** What a bank's officer needs to know before it asks about a firm. */
export interface EnterprisePage {
  readonly uscc: string
  readonly name: string | null
  readonly consents: readonly ConsentInForce[]
  readonly requests: readonly OpenRequest[]
}

/** What a bank's staff asks about enterprises, before any disclosure. */
export interface EnterprisesFront {
  /** At most twenty, by a whole code or a part of the name. Refuses with `search_too_short`. */
  find(actor: Actor, text: string): Promise<readonly EnterpriseFound[]>
  /** Refuses with `enterprise_unknown`. */
  enterprise(actor: Actor, uscc: string): Promise<EnterprisePage>
}

const refuse = refusals({
  search_too_short: ['bad_request', 'search by a whole code, or by two characters of the name or more'],
  enterprise_unknown: ['not_found', 'nothing is known of {uscc}'],
})

/** The enterprises of a bureau, to a bank's staff. */
export function enterprisesFront({ store, bureau, clock }: FrontState): EnterprisesFront {
  const found = async (text: string): Promise<readonly Found[]> => {
    const enterprises = await findEnterprises(store, bureau.counter.layout, text)
    if (enterprises === null) throw refuse('search_too_short', {})
    return enterprises
  }
  return {
    async find(actor, text) {
      requireVerb(actor, 'enterprise.find')
      return (await found(text)).map(publicFacts)
    },
    async enterprise(actor, uscc) {
      requireVerb(actor, 'enterprise.find')
      const [enterprise] = await found(uscc)
      if (enterprise?.uscc !== uscc) throw refuse('enterprise_unknown', { uscc })
      const now = clock()
      const consents = await consentsOf(store, uscc)
      const seen = await Promise.all(consents.map((consent) => isFor(actor, consent)))
      const requests = await requestsOf(store, uscc, now)
      return {
        ...{ uscc, name: enterprise.name },
        consents: consents.filter((_, place) => seen[place]).flatMap((consent) => inForce(consent, now)),
        requests: requests.filter((request) => isFrom(actor, request)).map(openRequest),
      }
    },
  }

  // As a disclosure sees it: given to the actor's node or above, or just below where the parent may see.
  async function isFor(actor: Actor, { grantee }: Consent): Promise<boolean> {
    if (actor.ancestor_ids.includes(grantee.node_id)) return true
    if (!grantee.parent_may_see) return false
    const { parent_id } = await institutionById(store, grantee.node_id)
    return parent_id === actor.institution_id
  }
}

function publicFacts({ uscc, name, fact }: Found): EnterpriseFound {
  return { uscc, name, region_code: textOf(fact?.region_code), status: textOf(fact?.status) }
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null
}

const ended: readonly ConsentStatus[] = ['expired', 'withdrawn', 'superseded']

function inForce(consent: Consent, now: Instant): readonly ConsentInForce[] {
  const status = statusOn(consent, dayOf(now))
  if (ended.includes(status)) return []
  const { consent_id, version, purpose, products, scopes, valid_from, valid_to, queries_made } = consent
  return [
    { ...{ consent_id, version, status, purpose }, products, scopes, valid_from, valid_to, queries_made },
  ]
}

function isFrom(actor: Actor, { node_id, node_parent_id }: ConsentRequest): boolean {
  return actor.ancestor_ids.includes(node_id) || node_parent_id === actor.institution_id
}

function openRequest({ request_id, status, purpose, requested_at, expires_at, products }: ConsentRequest) {
  return { request_id, status, purpose, requested_at, expires_at, products }
}
