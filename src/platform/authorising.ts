import type { Owner } from '#access'
import {
  type AuthorisationText,
  authorisationText,
  type Consent,
  type ConsentRequest,
  chosenScopes,
  type Draft,
  default_rules,
  grantRequest,
  localTrust,
  signDraft,
  termOf,
} from '#consent'
import { type Instant, refusals } from '#kernel'
import type { FrontState } from './front-state.ts'
import { namedPurpose, namedScopes, nameOfInstitution } from './naming.ts'
import { actingOwner, ownerSigning } from './owner.ts'

const refuse = refusals({
  second_factor_needed: [
    'forbidden',
    'to sign, show who you are by {wanted} factors; this sign-in shows {factors}: use the electronic licence',
  ],
})

/** What an owner chooses on one of our pages. */
export interface Choice {
  readonly scopes: readonly string[]
  readonly post_loan_monitoring?: boolean
  /** The digest of the text that it was shown, by which a text that has changed since is refused. */
  readonly shown_text_hash_sm3?: string
}

/** The text that an owner reads before it says yes to a request, for the scopes that it chose. */
export async function textFor(
  state: FrontState,
  owner: Owner,
  request: ConsentRequest,
  choice: Choice,
): Promise<AuthorisationText> {
  return (await draftOf(state, owner, request, choice, state.clock())).text
}

/**
 * The owner's yes: the text as it is now, signed by the trust service with what the owner's session shows of it.
 * Refuses with `second_factor_needed` an owner that only one factor shows (REQ-CON-10).
 */
export async function grantFor(
  state: FrontState,
  owner: Owner,
  request: ConsentRequest,
  choice: Choice,
  channel: 'inbox' | 'platform_h5',
): Promise<Consent> {
  const factors = owner.auth_factors.length
  const wanted = default_rules.auth_factors
  if (factors < wanted) throw refuse('second_factor_needed', { wanted, factors })
  const acting = actingOwner(state)
  const trust = localTrust(state.bureau.keys.trust)
  const draft = await draftOf(state, owner, request, choice, acting.at)
  const signed = await signDraft(trust, draft, acting.at, choice.shown_text_hash_sm3)
  const answer = { signed, keys: trust.keys, channel }
  return state.store.transaction((tx) => grantRequest(tx, request.request_id, answer, acting))
}

async function draftOf(
  { definitions, store }: FrontState,
  owner: Owner,
  request: ConsentRequest,
  { scopes: chosen, post_loan_monitoring = false }: Choice,
  at: Instant,
): Promise<Draft> {
  const [template] = definitions.templates
  if (template === undefined) throw new Error('a region has a template of authorisation')
  const scopes = chosenScopes(request, chosen)
  const term = termOf(request, at)
  const { name: purpose, business } = namedPurpose(definitions, request.purpose)
  const annex = namedScopes(definitions, request)
    .filter(({ scope }) => scopes.includes(scope))
    .map((row) => ({ ...row, purpose, valid_to: term.valid_to }))
  const text = authorisationText(template, {
    ...{ subject: owner.name, bank: await nameOfInstitution(store, request.node_id), ...term },
    ...{ business: business.zh, bureau: definitions.bureau.name.zh, purpose, post_loan_monitoring, annex },
  })
  return { request, owner: ownerSigning(owner), scopes, post_loan_monitoring, template, text }
}
