import type { FastifyInstance } from 'fastify'
import { type TSchema, Type } from 'typebox'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'
import { Named, OrNull, Text } from './shapes.ts'

// Four levels are described (总行, 分行, 支行 and one more); what stands deeper is sent as well.
const Leaf = { institution_id: Text, name: Text }
const InstitutionNode = [1, 2, 3].reduce(
  (below: TSchema) => Type.Object({ ...Leaf, children: Type.Array(below) }),
  Type.Object({ ...Leaf, children: Type.Array(Type.Unknown()) }),
)

const UsageLine = Type.Object({
  institution_id: Text,
  parent_id: OrNull(Text),
  name: Text,
  product_id: Text,
  product_name: Named,
  queries: Type.Integer(),
  hits: Type.Integer(),
  units: Type.Integer(),
  amount_cny: Text,
})

/** An institution as its own people see it, from their node down. */
export async function institutionRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  api.get(
    '/institution/tree',
    {
      schema: {
        summary: 'The institution of who asks, and all below it',
        response: { 200: InstitutionNode },
      },
      serializerCompiler: () => JSON.stringify,
    },
    async ({ asker }) => front.institution.tree(actorOf(asker)),
  )
  api.get(
    '/institution/usage',
    {
      schema: {
        summary: 'The month’s usage of each node, with all below it summed up',
        querystring: Type.Object({ month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }) }),
        response: { 200: Type.Array(UsageLine) },
      },
    },
    async (request) => {
      const { month } = request.query as { month: string } // the schema has read it
      return front.institution.usage(actorOf(request.asker), month)
    },
  )
}
