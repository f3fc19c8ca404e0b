import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'
import { paramOf } from '../read.ts'
import { OrNull, Text } from './shapes.ts'

const Search = Type.Object({ q: Type.String({ maxLength: 100 }) })

const EnterpriseFound = Type.Object({
  uscc: Text,
  name: OrNull(Text),
  region_code: OrNull(Text),
  status: OrNull(Text),
})

const ConsentInForce = Type.Object({
  consent_id: Text,
  version: Type.Integer(),
  status: Type.Enum(['granted', 'narrowed', 'paused', 'termination_requested']),
  purpose: Text,
  products: Type.Array(Text),
  scopes: Type.Array(Text),
  valid_from: Text,
  valid_to: OrNull(Text),
  queries_made: Type.Integer(),
})

const OpenRequest = Type.Object({
  request_id: Text,
  status: Type.Enum(['requested', 'granted', 'narrowed', 'refused']),
  purpose: Text,
  requested_at: Text,
  expires_at: Text,
  products: Type.Array(Text),
})

const EnterprisePage = Type.Object({
  uscc: Text,
  name: OrNull(Text),
  consents: Type.Array(ConsentInForce),
  requests: Type.Array(OpenRequest),
})

/** What a bank's officer asks before any disclosure: who a firm is, and what may be asked of it. */
export async function enterpriseRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  api.get(
    '/enterprises',
    {
      schema: {
        summary:
          'Finds enterprises by a whole code or a part of the name; public facts of the registry alone',
        querystring: Search,
        response: { 200: Type.Array(EnterpriseFound) },
      },
    },
    async (request) => {
      const { q } = request.query as { q: string } // the schema has read it
      return front.enterprises.find(actorOf(request.asker), q)
    },
  )
  api.get(
    '/enterprises/:uscc',
    {
      schema: {
        summary: 'What this bank may ask of a firm: the consents in force, the requests that wait',
        params: Type.Object({ uscc: Text }),
        response: { 200: EnterprisePage },
      },
    },
    async (request) => front.enterprises.enterprise(actorOf(request.asker), paramOf(request, 'uscc')),
  )
}
