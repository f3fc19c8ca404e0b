import type { Client } from '#platform'
import type { Door } from './app.ts'

/** Who asks: the client of the token, as it stands now. */
export interface Asker {
  readonly client: Client
}

/** The client that a token names; read anew for each request, for it may have been suspended since. */
export async function askerOf({ front, tokens }: Door, authorization: string | undefined): Promise<Asker> {
  const client_id = await tokens.clientOf(authorization, Date.parse(front.clock()))
  return { client: await front.clientOf(client_id) }
}
