import type { Static } from 'typebox'
import { type Actor, type Client, clientAsActor, institutionById } from '#access'
import {
  type Consent,
  consentById,
  evidenceOf,
  grantRequest,
  type NewRequest,
  narrowConsent,
  pauseConsent,
  postConsent,
  readSignedConsent,
  refuseRequest,
  requestById,
  requestConsent,
  resumeConsent,
  statusOn,
  withdrawConsent,
} from '#consent'
import { day, dayOf, type Json, readerOf, refusals } from '#kernel'
import { ConsentAnswerBody, ConsentRequestBody } from './bodies.ts'
import { actingAs, type FrontState, requireVerb } from './front-state.ts'

const readRequest = readerOf(ConsentRequestBody)
const readAnswer = readerOf(ConsentAnswerBody)

const refuse = refusals({
  signature_needed: ['bad_request', 'a grant is signed: send `signed`'],
  consent_not_yours: ['forbidden', 'consent {consent_id} was given to another institution'],
  verb_unknown: ['bad_request', 'there is no {verb}'],
})

/** A consent that a bank had signed in its own app: usable at once, and the owner is told. */
export async function post(state: FrontState, client: Client, sent: unknown): Promise<Json> {
  const actor = clientAsActor(client)
  requireVerb(actor, 'consent.post')
  const signed = readSignedConsent(sent)
  return state.store.transaction(async (tx) => {
    const { ancestor_ids } = await institutionById(tx, signed.payload.grantee.node_id)
    const poster = {
      institution_id: client.institution_id,
      jwks: client.jwks,
      grantee_ancestor_ids: ancestor_ids,
    }
    return plain(await postConsent(tx, signed, poster, actingAs(state, actor)))
  })
}

/** A consent as it stands, for its grantee, the owner's channel, the operator and the regulator. */
export async function read(state: FrontState, actor: Actor, consent_id: string): Promise<Json> {
  const consent = await own(state, actor, consent_id)
  return plain({ ...consent, status: statusOn(consent, dayOf(state.clock())) })
}

/** The evidence of a consent, as `verifyEvidence` takes it. */
export async function evidence(state: FrontState, actor: Actor, consent_id: string): Promise<Json> {
  await own(state, actor, consent_id)
  return plain(await evidenceOf(state.store, consent_id))
}

/** Puts a bank's request into the owner's inbox. */
export async function request(state: FrontState, actor: Actor, sent: unknown): Promise<Json> {
  requireVerb(actor, 'consent.request')
  const body = readRequest(sent, 'consent request')
  const asked = askedBy(actor, body)
  return state.store.transaction(async (tx) => plain(await requestConsent(tx, asked, actingAs(state, actor))))
}

/** A request by whoever asks, for the node at which it stands. */
export function askedBy(
  { institution_id, ancestor_ids }: Actor,
  body: Static<typeof ConsentRequestBody>,
): NewRequest {
  const [node_id = institution_id, node_parent_id = null] = ancestor_ids
  return { ...body, institution_id, node_id, node_parent_id }
}

/** The owner's answer to a request, through the bureau's own channel. */
export async function answer(
  state: FrontState,
  client: Client,
  request_id: string,
  verb: string,
  sent: unknown,
): Promise<Json> {
  const actor = clientAsActor(client)
  requireVerb(actor, 'consent.answer')
  const body = readAnswer(sent, 'consent answer')
  return state.store.transaction(async (tx) => {
    if (verb === 'refuse') {
      await refuseRequest(tx, request_id, actingAs(state, actor))
      return plain(await requestById(tx, request_id))
    }
    if (body.signed === undefined) throw refuse('signature_needed', {})
    const signed = readSignedConsent(body.signed)
    return plain(await grantRequest(tx, request_id, { signed, keys: client.jwks }, actingAs(state, actor)))
  })
}

/** What an owner does with a consent: less, pause, resume, withdraw. */
export async function change(
  state: FrontState,
  actor: Actor,
  consent_id: string,
  verb: string,
  sent: unknown,
): Promise<Json> {
  requireVerb(actor, 'consent.answer')
  const { scopes, products, valid_to } = readAnswer(sent, 'consent change')
  const acting = actingAs(state, actor)
  return state.store.transaction(async (tx) => {
    switch (verb) {
      case 'narrow':
        return plain(
          await narrowConsent(
            tx,
            consent_id,
            {
              ...(scopes === undefined ? {} : { scopes }),
              ...(products === undefined ? {} : { products }),
              ...(valid_to === undefined ? {} : { valid_to: day(valid_to) }),
            },
            acting,
          ),
        )
      case 'pause':
        return plain(await pauseConsent(tx, consent_id, acting))
      case 'resume':
        return plain(await resumeConsent(tx, consent_id, acting))
      case 'withdraw':
        return plain(await withdrawConsent(tx, consent_id, acting))
      default:
        throw refuse('verb_unknown', { verb })
    }
  })
}

async function own(state: FrontState, actor: Actor, consent_id: string): Promise<Consent> {
  requireVerb(actor, 'consent.read')
  const consent = await consentById(state.store, consent_id)
  const is_bank = actor.institution_kind === 'bank'
  const { node_id } = consent.grantee
  const sees =
    actor.ancestor_ids.includes(node_id) ||
    (consent.grantee.parent_may_see && (await isAbove(state, actor, node_id)))
  if (is_bank && !sees) throw refuse('consent_not_yours', { consent_id })
  return consent
}

async function isAbove({ store }: FrontState, actor: Actor, node_id: string): Promise<boolean> {
  const { ancestor_ids } = await institutionById(store, node_id)
  return ancestor_ids.includes(actor.institution_id)
}

function plain(value: unknown): Json {
  return value as Json // what these rooms give back is made of JSON
}
