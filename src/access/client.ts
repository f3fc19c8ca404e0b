import type { Instant } from '#kernel'
import { type Jwk, publicHalf, type Tx, thumbprintOf } from '#store'
import { insertClient, setKeys, setStatus, theClient } from './clients.sql.ts'
import { type InstitutionKind, institutionById } from './institution.ts'
import { refuse } from './refusals.ts'
import { type Role, requireGivable } from './role.ts'

export type ClientStatus = 'active' | 'suspended'

/** A machine of an institution: it proves itself by its keys, and acts in its roles for the purposes it agreed to. */
export interface Client {
  readonly client_id: string
  readonly institution_id: string
  /** Its institution first, then what stands above, up to the root. */
  readonly ancestor_ids: readonly string[]
  readonly institution_kind: InstitutionKind
  readonly institution_name: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly scopes: readonly string[]
  readonly purposes: readonly string[]
  /** Public keys; those on P-256 authenticate, those on either curve sign consents. */
  readonly jwks: readonly Jwk[]
  /** Null where the bureau's own limit holds. */
  readonly rate_limit_per_minute: number | null
  readonly status: ClientStatus
  readonly status_reason: string | null
}

export type NewClient = Omit<
  Client,
  'ancestor_ids' | 'institution_kind' | 'institution_name' | 'status' | 'status_reason'
>

export type ClientKeys = Pick<Client, 'client_id' | 'jwks'>

/** Adds a client, active at once. Refuses an id that is taken, roles its institution cannot give, keys of no use. */
export async function addClient(tx: Tx, client: NewClient, at: Instant): Promise<void> {
  const { kind } = await institutionById(tx, client.institution_id)
  requireGivable(kind, client.roles)
  const jwks = usable(client)
  if ((await tx.run(insertClient({ ...client, jwks }, at))) === 0) {
    throw refuse('client_exists', { client_id: client.client_id })
  }
}

/** Puts new public keys in place of a client's; what the old ones sign from now on is refused. */
export async function rotateClientKeys(tx: Tx, keys: ClientKeys): Promise<void> {
  const { client_id } = keys
  if ((await tx.run(setKeys({ client_id, jwks: usable(keys) }))) === 0) {
    throw refuse('client_unknown', { client_id })
  }
}

/** Stops a client from its next request on. */
export async function suspendClient(tx: Tx, client_id: string, reason: string): Promise<void> {
  await changeStatus(tx, client_id, 'suspended', reason)
}

/** Lets a suspended client ask again. */
export async function resumeClient(tx: Tx, client_id: string): Promise<void> {
  await changeStatus(tx, client_id, 'active', null)
}

/** The client of an id with its place in the tree; null where there is none. */
export async function clientById(tx: Tx, client_id: string): Promise<Client | null> {
  const [client] = await tx.rows<Client>(theClient(client_id))
  return client ?? null
}

/** The client that asks, in one read. Refuses with `client_unknown`, `client_suspended`, `purpose_not_agreed`. */
export async function requireClient(
  tx: Tx,
  { client_id, purpose }: { readonly client_id: string; readonly purpose?: string },
): Promise<Client> {
  const client = await clientById(tx, client_id)
  if (client === null) throw refuse('client_unknown', { client_id })
  const { status, status_reason, purposes } = client
  if (status === 'suspended')
    throw refuse('client_suspended', { client_id, reason: status_reason ?? 'no reason' })
  if (purpose !== undefined && !purposes.includes(purpose)) {
    throw refuse('purpose_not_agreed', { client_id, purpose })
  }
  return client
}

async function changeStatus(
  tx: Tx,
  client_id: string,
  status: ClientStatus,
  reason: string | null,
): Promise<void> {
  if ((await tx.run(setStatus(client_id, status, reason))) === 0)
    throw refuse('client_unknown', { client_id })
}

// A key that came with its private half is refused: it is nobody's secret any more.
function usable({ client_id, jwks }: ClientKeys): readonly Jwk[] {
  const problem = jwks.map(problemOf).find((found) => found !== null)
  const none = jwks.length === 0 ? 'there is none' : undefined
  if (problem !== undefined || none !== undefined) {
    throw refuse('client_keys_invalid', { client_id, problem: problem ?? none ?? '' })
  }
  return jwks.map((jwk) => ({ ...publicHalf(jwk), kid: jwk.kid || thumbprintOf(jwk) }))
}

function problemOf({ kty, crv, x, y, d }: Jwk): string | null {
  if (d !== undefined) return 'a private key was sent; send its public half'
  const known = kty === 'EC' && (crv === 'P-256' || crv === 'SM2')
  return known && [x, y].every((part) => /^[\w-]{43}$/.test(part)) ? null : 'a key is neither P-256 nor SM2'
}
