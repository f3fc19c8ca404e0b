import { type Static, Type } from 'typebox'
import { canonicalJson, type Instant, type Json, readerOf, refusals } from '#kernel'
import { type Jwk, type Signature, type Tx, verifySignature } from '#store'
import { insertPush, movePush, openPushes, pushOfRequest, thePush } from './push.sql.ts'

/** What a source promises of a file before it sends a byte of it; its signature covers all of this. */
export const PushPromise = Type.Object(
  {
    request_id: Type.String({ minLength: 1, maxLength: 100 }),
    source: Type.String({ maxLength: 100 }),
    dataset: Type.String({ maxLength: 100 }),
    file: Type.String({ pattern: '^[^./\\\\\\x00-\\x1f][^/\\\\\\x00-\\x1f]{0,199}$' }),
    bytes: Type.Integer({ minimum: 1 }),
    sm3: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    known_at: Type.String({ maxLength: 40 }),
    complete: Type.Optional(Type.Boolean()),
    backfill: Type.Optional(Type.Boolean()),
    snapshot: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/** A promise with its detached signature over the canonical JSON (RFC 8785) of it, by a key of the sender. */
export const SignedPush = Type.Object(
  {
    promise: PushPromise,
    signature: Type.Object(
      {
        kid: Type.String({ maxLength: 200 }),
        alg: Type.Enum(['ES256', 'SM2-with-SM3']),
        value: Type.String({ maxLength: 200 }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

export type PushPromise = Static<typeof PushPromise>
export type SignedPush = Static<typeof SignedPush>

/** Bytes are received, wait for the worker, and are loaded or refused. */
export type PushState = 'receiving' | 'waiting' | 'done' | 'refused'

/** A file that a source sends over HTTP. */
export interface Push {
  readonly delivery_id: string
  readonly client_id: string
  readonly institution_id: string
  readonly promise: PushPromise
  readonly state: PushState
  /** The report of the load, or its refusal. */
  readonly outcome: Json
  readonly made_at: Instant
  readonly done_at: Instant | null
}

const refuse = refusals({
  delivery_unknown: ['not_found', 'there is no delivery {delivery_id}'],
  delivery_request_reused: ['conflict', '{request_id} was sent before with another promise'],
  delivery_signature_invalid: ['forbidden', 'no key {kid} of {client_id} has signed this promise'],
})

const read = readerOf(SignedPush)

/** A signed promise from what was sent. Refuses with `schema_mismatch` what does not fit. */
export function readPush(sent: unknown): SignedPush {
  return read(sent, 'delivery')
}

/** Refuses a promise that none of the sender's keys has signed. */
export function requireSigned(
  { promise, signature }: SignedPush,
  { client_id, jwks }: { readonly client_id: string; readonly jwks: readonly Jwk[] },
): void {
  const message = Buffer.from(canonicalJson(promise as Json)) // read from JSON
  const key = jwks.find(({ kid }) => kid === signature.kid)
  if (key !== undefined && verifySignature(key, message, signature as Signature)) return
  throw refuse('delivery_signature_invalid', { kid: signature.kid, client_id })
}

/** Keeps a push that begins, or gives back the one that the same request began. Refuses another promise under its id. */
export async function beginPush(tx: Tx, push: Push, signature: SignedPush['signature']): Promise<Push> {
  await tx.run(insertPush(push, signature))
  const [kept] = await tx.rows<Push>(pushOfRequest(push.client_id, push.promise.request_id))
  const same =
    kept !== undefined && canonicalJson(kept.promise as Json) === canonicalJson(push.promise as Json)
  if (!same) throw refuse('delivery_request_reused', { request_id: push.promise.request_id })
  return kept
}

/** The push of an id. Refuses with `delivery_unknown` one that is not there or not for this reader. */
export async function pushById(
  tx: Tx,
  delivery_id: string,
  is_for: (push: Push) => boolean = () => true,
): Promise<Push> {
  const [push] = await tx.rows<Push>(thePush(delivery_id))
  if (push === undefined || !is_for(push)) throw refuse('delivery_unknown', { delivery_id })
  return push
}

/** What a client has begun and not sent to its end, the oldest first. */
export function unfinishedPushes(tx: Tx, client_id: string): Promise<readonly Push[]> {
  return tx.rows<Push>(openPushes(client_id))
}

/** Says that all bytes of a push are here; false where somebody has said so already. */
export async function receivedPush(tx: Tx, { delivery_id }: Push): Promise<boolean> {
  return (await tx.run(movePush(delivery_id, 'receiving', 'waiting', null, null))) === 1
}

/** Says what became of a push. */
export async function endPush(
  tx: Tx,
  { delivery_id, state }: Push,
  to: 'done' | 'refused',
  outcome: Json,
  at: Instant,
): Promise<void> {
  await tx.run(movePush(delivery_id, state, to, outcome, at))
}
