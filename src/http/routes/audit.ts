import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { ProofBody } from '#platform'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'

const Open = Type.Object({}, { additionalProperties: true })

/** Proofs of the audit log, and the month's usage. */
export async function auditRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  api.get(
    '/audit/head',
    { schema: { summary: 'The newest signed head of the log', response: { 200: Open } } },
    async (request) => {
      front.requireVerb(actorOf(request.asker), 'audit.prove')
      return front.head()
    },
  )
  api.get(
    '/audit/entries/:leaf_hash/proof',
    {
      schema: {
        summary: 'That a leaf stands in the log',
        params: Type.Object({ leaf_hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
        response: { 200: ProofBody },
      },
      serializerCompiler: () => JSON.stringify,
    },
    async (request) => {
      front.requireVerb(actorOf(request.asker), 'audit.prove')
      const { leaf_hash } = request.params as { leaf_hash: string } // the schema has read it
      return front.proof(leaf_hash)
    },
  )
  api.get(
    '/usage',
    {
      schema: {
        summary: 'The month’s usage and cost of the institution and all below it',
        querystring: Type.Object({ month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }) }),
        response: { 200: Type.Array(Open) },
      },
    },
    async (request) => {
      front.requireVerb(actorOf(request.asker), 'usage.read')
      const { month } = request.query as { month: string } // the schema has read it
      return front.usage(actorOf(request.asker), month)
    },
  )
}
