/** The demo's clients as they speak to the bureau of the journeys. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Json } from '#kernel'
import { assertionOf, type DemoClient, demoConsent, readDefinitions, readSettings } from '#platform'
import { type Bureau, bureau } from './bureau.ts'
import { clock, nameOf } from './history.ts'

export interface Reply {
  readonly status: number
  readonly type: string
  readonly body: Readonly<Record<string, Json>>
}

/** Sends a request with a token (or none) and reads the reply. Fails with what the bureau said where that is a bug. */
export async function send(
  method: string,
  path: string,
  token: string | null,
  body?: unknown,
  media_type = 'application/json',
): Promise<Reply> {
  const { url, said } = await bureau()
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': media_type }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  if (response.status === 500) throw new Error(`${method} ${path} failed: ${said()}`)
  const type = response.headers.get('content-type') ?? ''
  return { status: response.status, type, body: (await response.json()) as Reply['body'] } // JSON of our own
}

/** Queries a product, for pre_loan unless told otherwise. */
export function query(token: string | null, product: string, body: object): Promise<Reply> {
  return send('POST', `/v1/products/${product}/queries`, token, { purpose: 'pre_loan', ...body })
}

/** A demo client with its key, of the bureau of all journeys unless told otherwise. */
export async function clientOf(client_id: string, at?: Bureau): Promise<DemoClient> {
  const { data } = at ?? (await bureau())
  const private_key = JSON.parse(readFileSync(join(data, 'demo', `${client_id}.json`), 'utf8'))
  const institution = client_id === 'bank-b-app' ? '演示银行乙' : '演示银行甲'
  const institution_id = client_id.startsWith('bank') ? `${client_id.slice(0, 6)}-sz` : 'bureau'
  return { client_id, institution, institution_id, private_key }
}

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))

/** An access token of a demo client. */
export async function tokenOf(client_id: string, at?: Bureau): Promise<string> {
  const { url } = at ?? (await bureau())
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertionOf({ clock, random }, await clientOf(client_id, at), url),
  })
  const response = await fetch(`${url}/oauth/token`, { method: 'POST', body })
  return String(((await response.json()) as { access_token: string }).access_token)
}

const definitions = readDefinitions(readSettings({}).region_dir)

/** A consent of a firm for a bank: signed in the bank's own app, or with another's key where one is named. */
export async function signedConsent(
  client_id: string,
  uscc: string,
  products: readonly string[],
  { signer = client_id, at = clock() } = {},
) {
  const { private_key } = await clientOf(signer)
  const client = { ...(await clientOf(client_id)), private_key }
  return demoConsent({ definitions, clock: () => at }, client, { uscc, name: nameOf(uscc), products })
}
