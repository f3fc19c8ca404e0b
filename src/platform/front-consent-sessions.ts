import { toString as svgOf } from 'qrcode'
import { type Actor, type Owner, requireRole } from '#access'
import {
  type AuthorisationText,
  type ConsentSession,
  type Named,
  openSession,
  openSessionById,
  refuseRequest,
  returnTo,
  type SessionStatus,
  sessionById,
} from '#consent'
import { type Instant, readerOf } from '#kernel'
import { type Choice, grantFor, textFor } from './authorising.ts'
import { ConsentSessionBody } from './bodies.ts'
import { askedBy } from './front-consents.ts'
import { actingAs, type FrontState } from './front-state.ts'
import {
  isSimulated,
  type NamedScope,
  namedProducts,
  namedPurpose,
  namedScopes,
  nameOfFirm,
  nameOfInstitution,
} from './naming.ts'
import { actingOwner, requireOwnFirm } from './owner.ts'
import { type Receipt, receiptFor } from './receipt.ts'

/** A hosted page as a browser needs it. */
export interface SessionView {
  readonly session_id: string
  readonly request_id: string
  readonly status: SessionStatus
  readonly bank_name: string
  readonly contact: string
  readonly subject: { readonly uscc: string; readonly name: string }
  readonly purpose: string
  readonly purpose_name: Named
  readonly product_names: readonly Named[]
  readonly term_months: number
  readonly scopes_named: readonly NamedScope[]
  readonly expires_at: Instant
  readonly consent_id: string | null
  readonly return_to: string | null
  readonly simulated: boolean
}

/** A page that was opened: its address, also as a QR code for the owner's telephone. */
export interface OpenedPage {
  readonly session_id: string
  readonly url: string
  readonly qr_svg: string
  readonly expires_at: Instant
}

/** What became of a page, and where the owner goes from there. */
export interface SessionOutcome {
  readonly status: SessionStatus
  readonly consent_id: string | null
  readonly receipt: Receipt | null
  readonly return_to: string | null
}

/** The pages that we host for banks: made by a bank's machine, read by who has the address, answered by the owner. */
export interface ConsentSessionsFront {
  open(actor: Actor, body: unknown): Promise<OpenedPage>
  read(session_id: string): Promise<SessionView>
  text(owner: Owner, session_id: string, choice: Choice): Promise<AuthorisationText>
  grant(owner: Owner, session_id: string, choice: Choice): Promise<SessionOutcome>
  refuse(owner: Owner, session_id: string): Promise<SessionOutcome>
}

const readBody = readerOf(ConsentSessionBody)

/** The hosted pages of a bureau that is reached at `base_url`. */
export function consentSessionsFront(state: FrontState, base_url: string): ConsentSessionsFront {
  const { store, clock } = state
  const ownOf = async (owner: Owner, session_id: string): Promise<ConsentSession> => {
    const session = await openSessionById(store, session_id, clock())
    requireOwnFirm(owner, session.request.uscc)
    return session
  }
  return {
    async open(actor, sent) {
      requireRole(actor, 'consent.request')
      const {
        request,
        webhook_url = null,
        return_url = `${base_url}/owner`,
        state: word,
      } = readBody(sent, 'consent session')
      const session_id = `cs_${Buffer.from(state.bureau.counter.random(24)).toString('base64url')}`
      const own_origin = new URL(base_url).origin
      const asked = { session_id, return_url, state: word, webhook_url, own_origin }
      const { expires_at } = await store.transaction((tx) =>
        openSession(tx, askedBy(actor, request), asked, actingAs(state, actor)),
      )
      const url = `${base_url}/authorise/${session_id}`
      return { session_id, url, qr_svg: await svgOf(url, { type: 'svg', margin: 1 }), expires_at }
    },
    read: async (session_id) => viewOf(state, await sessionById(store, session_id, clock())),
    text: async (owner, session_id, choice) =>
      textFor(state, owner, (await ownOf(owner, session_id)).request, choice),
    async grant(owner, session_id, choice) {
      const { request } = await ownOf(owner, session_id)
      const consent = await grantFor(state, owner, request, choice, 'platform_h5')
      return outcomeOf(state, session_id, await receiptFor(store, consent, consent.timestamp.value))
    },
    async refuse(owner, session_id) {
      const { request } = await ownOf(owner, session_id)
      await store.transaction((tx) => refuseRequest(tx, request.request_id, actingOwner(state)))
      return outcomeOf(state, session_id, null)
    },
  }
}

async function outcomeOf(
  { store, clock }: FrontState,
  session_id: string,
  receipt: Receipt | null,
): Promise<SessionOutcome> {
  const session = await sessionById(store, session_id, clock())
  const { status, request } = session
  return { status, consent_id: request.consent_id, receipt, return_to: returnTo(session) }
}

async function viewOf(state: FrontState, session: ConsentSession): Promise<SessionView> {
  const { definitions, store } = state
  const { session_id, status, request, expires_at } = session
  const { request_id, uscc, contact, purpose, term_months } = request
  return {
    ...{ session_id, request_id, status, contact, purpose, term_months, expires_at },
    bank_name: await nameOfInstitution(store, request.node_id),
    subject: { uscc, name: await nameOfFirm(state, uscc) },
    purpose_name: namedPurpose(definitions, purpose).name,
    product_names: namedProducts(definitions, request.products),
    scopes_named: namedScopes(definitions, request),
    consent_id: request.consent_id,
    return_to: returnTo(session),
    simulated: isSimulated(definitions, uscc),
  }
}
