import type { FastifyRequest } from 'fastify'
import { refusals } from '#kernel'
import { type Actor, type Client, clientAsActor, type Owner, personAsActor } from '#platform'
import type { Door } from './app.ts'

/** Who asks: an actor of an institution, with the client that it is where it is a machine; or an owner, for its firm. */
export type Asker =
  | { readonly kind: 'actor'; readonly actor: Actor; readonly client: Client | null }
  | { readonly kind: 'owner'; readonly owner: Owner }

/** The cookie that holds a session's token. */
export const session_cookie = 'xinqiao_session'

const refuse = refusals({
  client_only: ['forbidden', '{who} is no machine'],
  owner_only: ['forbidden', 'only the owner of an enterprise may do this'],
  actor_only: ['forbidden', 'an owner may not do this'],
  cross_site: ['forbidden', 'a change by a browser needs the header x-requested-with: xinqiao'],
})

/**
 * Who a request comes from, by its token or else by its session; read anew for each, for it may have been suspended
 * since. Refuses a change that another site could have sent in the name of a session.
 */
export async function askerOf({ front, tokens }: Door, request: FastifyRequest): Promise<Asker> {
  const { authorization } = request.headers
  const token = request.cookies[session_cookie]
  if (authorization === undefined && token !== undefined) {
    requireOwnPage(request)
    const session = await front.sessions.require(token)
    return session.kind === 'owner'
      ? { kind: 'owner', owner: session.owner }
      : { kind: 'actor', actor: personAsActor(session.person), client: null }
  }
  const client_id = await tokens.clientOf(authorization, Date.parse(front.clock()))
  const client = await front.clientOf(client_id)
  return { kind: 'actor', actor: clientAsActor(client), client }
}

/** Refuses a change that does not come from a page of ours: other sites cannot set the header. */
export function requireOwnPage({ method, headers }: FastifyRequest): void {
  const changes = method !== 'GET' && method !== 'HEAD'
  if (changes && headers['x-requested-with'] !== 'xinqiao') throw refuse('cross_site', {})
}

/** The actor that asks. Refuses an owner. */
export function actorOf(asker: Asker): Actor {
  if (asker.kind === 'owner') throw refuse('actor_only', {})
  return asker.actor
}

/** The machine that asks. Refuses a person, where a machine's own keys are needed. */
export function clientOf(asker: Asker): Client {
  if (asker.kind === 'owner' || asker.client === null) {
    throw refuse('client_only', { who: nameOf(asker) })
  }
  return asker.client
}

/** The owner that asks. Refuses everybody else. */
export function ownerOf(asker: Asker): Owner {
  if (asker.kind !== 'owner') throw refuse('owner_only', {})
  return asker.owner
}

/** Whom a limit on requests counts. */
export function nameOf(asker: Asker): string {
  return asker.kind === 'owner' ? asker.owner.uscc : asker.actor.id
}
