import type { IncomingMessage, ServerResponse } from 'node:http'
import type { JWK } from 'jose'
import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import { type Adapter, type AdapterPayload, type ClientMetadata, Provider } from 'oidc-provider'
import { refusals } from '#kernel'

/** The audience of our access tokens (RFC 9068). */
const audience = 'urn:xinqiao:api'
const token_path = '/oauth/token'
const jwks_path = '/.well-known/jwks.json'

const refuse = refusals({
  token_required: ['unauthenticated', 'send an access token: Authorization: Bearer …'],
  token_expired: ['unauthenticated', 'the access token has expired; ask for another at {token_path}'],
  token_invalid: ['unauthenticated', 'the access token is not ours or was altered: {problem}'],
})

/** A client as the token endpoint must know it. */
export interface TokenClient {
  readonly client_id: string
  readonly jwks: readonly JWK[]
  readonly scopes: readonly string[]
}

/** What the token endpoint keeps between requests: the assertions that were used already. */
export interface TokenState {
  keep(model: string, id: string, payload: object, expires_in_s: number): Promise<void>
  find(model: string, id: string): Promise<object | null>
  drop(model: string, id: string): Promise<void>
}

export interface TokenServiceSettings {
  readonly issuer: string
  /** Private signing keys, the newest first; the public halves of all stand at `/.well-known/jwks.json`. */
  readonly keys: readonly JWK[]
  readonly ttl_s: number
  readonly client: (client_id: string) => Promise<TokenClient | null>
  readonly state: TokenState
}

export interface TokenService {
  /** Paths that `handle` serves. */
  readonly paths: readonly string[]
  handle(request: IncomingMessage, response: ServerResponse): void
  /** The client of an access token; verified tokens are kept until they expire. Refuses what is not ours. */
  clientOf(authorization: string | undefined, now_ms: number): Promise<string>
}

/** The token endpoint (client credentials with `private_key_jwt`) and the verification of what it gave. */
export function openTokenService(settings: TokenServiceSettings): TokenService {
  const callback = providerOf(settings).callback()
  const keys = createLocalJWKSet({ keys: settings.keys.map(({ d: _, ...open }) => open) })
  const verified = new Map<string, { readonly client_id: string; readonly expires_ms: number }>()
  return {
    paths: [token_path, jwks_path],
    handle: (request, response) => void callback(request, response),
    async clientOf(authorization, now_ms) {
      const token = /^Bearer ([\w.~+/=-]+)$/.exec(authorization ?? '')?.[1]
      if (token === undefined) throw refuse('token_required', {})
      const known = verified.get(token)
      if (known !== undefined && known.expires_ms > now_ms) return known.client_id
      const { client_id, exp = 0 } = await verify(token, keys, settings.issuer, now_ms)
      if (verified.size > 10_000) verified.clear()
      verified.set(token, { client_id: String(client_id), expires_ms: exp * 1000 })
      return String(client_id)
    },
  }
}

async function verify(
  token: string,
  keys: ReturnType<typeof createLocalJWKSet>,
  issuer: string,
  now_ms: number,
): Promise<JWTPayload> {
  try {
    const options = {
      issuer,
      audience,
      typ: 'at+jwt',
      currentDate: new Date(now_ms),
      requiredClaims: ['client_id'],
    }
    return (await jwtVerify(token, keys, options)).payload
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) throw refuse('token_expired', { token_path })
    throw refuse('token_invalid', { problem: cause instanceof Error ? cause.message : String(cause) })
  }
}

function providerOf({ issuer, keys, ttl_s, client, state }: TokenServiceSettings): Provider {
  const scopes = ['query', 'decide', 'consent', 'operate', 'regulate', 'owner']
  return new Provider(issuer, {
    adapter: (model) => adapterOf(model, client, state),
    jwks: { keys: [...keys] as never }, // JWK of jose and of oidc-provider differ in name only
    routes: { token: token_path, jwks: jwks_path },
    scopes,
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: ['ES256'], idTokenSigningAlgValues: ['ES256'] },
    ttl: { ClientCredentials: ttl_s },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          audience,
          scope: scopes.join(' '),
          accessTokenTTL: ttl_s,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  })
}

function adapterOf(model: string, client: TokenServiceSettings['client'], state: TokenState): Adapter {
  const nothing = async (): Promise<undefined> => undefined
  return {
    upsert: (id, payload, expires_in = 0) => state.keep(model, id, payload, expires_in),
    async find(id) {
      if (model === 'Client') return metadataOf(await client(id))
      return ((await state.find(model, id)) ?? undefined) as AdapterPayload | undefined // as it was kept
    },
    destroy: (id) => state.drop(model, id),
    consume: nothing,
    findByUid: nothing,
    findByUserCode: nothing,
    revokeByGrantId: nothing,
  }
}

function metadataOf(client: TokenClient | null): ClientMetadata | undefined {
  if (client === null) return undefined
  return {
    client_id: client.client_id,
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    id_token_signed_response_alg: 'ES256',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    scope: client.scopes.join(' '),
    jwks: { keys: [...client.jwks] as never },
  }
}
