/** Those who sign in to the bureau of the journeys, as their cookies, and requests that a browser would send with them. */
import type { Json } from '#kernel'
import { bureau } from './bureau.ts'
import { firm } from './history.ts'

type Fields = Readonly<Record<string, Json>>

export interface Visit {
  readonly cookie?: string | undefined
  /** An access token, beside the cookie or without one. */
  readonly token?: string
  readonly body?: object | undefined
  /** Whether the request comes from another site, which cannot say that it is ours. */
  readonly foreign?: boolean
}

export interface Visited {
  readonly status: number
  readonly body: Fields
  readonly cookies: readonly string[]
}

/** Sends what a browser would send. Fails with what the bureau said where that is a bug. */
export async function visit(method: string, path: string, given: Visit = {}): Promise<Visited> {
  const { cookie, token, body, foreign = false } = given
  const { url, said } = await bureau()
  const headers = {
    ...(cookie === undefined ? {} : { cookie }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(foreign ? {} : { 'x-requested-with': 'xinqiao' }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await fetch(`${url}${path}`, { method, headers, ...sent })
  if (response.status === 500) throw new Error(`${method} ${path} failed: ${said()}`)
  const text = await response.text()
  const fields = (text === '' ? {} : JSON.parse(text)) as Fields // JSON of our own
  return { status: response.status, body: fields, cookies: response.headers.getSetCookie() }
}

/** The cookie that an answer set, as a browser sends it back. Fails where it set none. */
export function cookieOf({ status, body, cookies }: Visited): string {
  const [cookie] = cookies[0]?.split(';') ?? []
  if (cookie === undefined) throw new Error(`no cookie came with ${status} ${JSON.stringify(body)}`)
  return cookie
}

const cookies = new Map<string, Promise<string>>()

/** The cookie of a member of the demo's staff, or of the `owner` of the first firm; signed in once for all. */
export function signedIn(who: string): Promise<string> {
  const cookie = cookies.get(who) ?? (who === 'owner' ? ownersCookie(firm) : staffCookie(who))
  cookies.set(who, cookie)
  return cookie
}

/** What signs a member of the demo's staff in at this moment. */
export async function accountOf(person_id: string) {
  const accounts = (await visit('GET', '/v1/demo/accounts')).body as unknown as readonly Fields[] // the route's schema
  const account = accounts.find((each) => each.person_id === person_id)
  if (account === undefined) throw new Error(`the demo has no account ${person_id}`)
  return { person_id, password: String(account.password), code: String(account.code) }
}

async function staffCookie(person_id: string): Promise<string> {
  return cookieOf(await visit('POST', '/v1/session/staff', { body: await accountOf(person_id) }))
}

async function ownersCookie(uscc: string): Promise<string> {
  const begun = await visit('POST', '/v1/session/licence', { body: { uscc } })
  await visit('POST', `/v1/simulator/licences/${begun.body.scan_id}/confirm`, { body: { uscc } })
  const path = `/v1/session/licence/${begun.body.scan_id}`
  return cookieOf(await visit('GET', path, { cookie: cookieOf(begun) }))
}
