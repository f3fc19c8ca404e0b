import { Refusal } from '#kernel'
import { type Actor, type Client, clientAsActor } from '#platform'
import type { Door } from './app.ts'

/** Who asks: an actor of an institution, and the client that it is where it is a machine. */
export type Asker = { readonly kind: 'actor'; readonly actor: Actor; readonly client: Client | null }

/** Who a request comes from; read anew for each, for it may have been suspended since. */
export async function askerOf({ front, tokens }: Door, authorization: string | undefined): Promise<Asker> {
  const client_id = await tokens.clientOf(authorization, Date.parse(front.clock()))
  const client = await front.clientOf(client_id)
  return { kind: 'actor', actor: clientAsActor(client), client }
}

/** The actor that asks. */
export function actorOf(asker: Asker): Actor {
  return asker.actor
}

/** The machine that asks. Refuses a person where a machine's own keys are needed. */
export function clientOf({ client, actor }: Asker): Client {
  if (client === null) throw new Refusal('client_only', 'forbidden', '{who} is no machine', { who: actor.id })
  return client
}
