import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { AnswerBody, ProductDefinition, QueryBody } from '#platform'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'

const Id = Type.Object({ id: Type.String() })
const Listed = Type.Pick(ProductDefinition, ['id', 'version', 'name', 'type', 'basis', 'state'])

/** The shelf: cards, and queries of what stands on it. */
export async function productRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  api.get(
    '/products',
    { schema: { summary: 'All products', response: { 200: Type.Array(Listed) } } },
    async (request) => {
      front.requireVerb(actorOf(request.asker), 'catalogue.read')
      return front.products()
    },
  )
  api.get(
    '/products/:id',
    {
      schema: { summary: 'A product’s card', params: Id, response: { 200: ProductDefinition } },
      serializerCompiler: () => JSON.stringify,
    },
    async (request) => {
      front.requireVerb(actorOf(request.asker), 'catalogue.read')
      const { id } = request.params as { id: string } // the schema has read it
      return front.product(id)
    },
  )
  api.post(
    '/products/:id/queries',
    {
      schema: {
        summary: 'Queries a product for a purpose, under a consent',
        params: Id,
        body: QueryBody,
        response: { 200: AnswerBody },
      },
      serializerCompiler: () => JSON.stringify,
    },
    async (request) => {
      const { id } = request.params as { id: string } // the schema has read it
      return front.query(actorOf(request.asker), id, request.body)
    },
  )
}
