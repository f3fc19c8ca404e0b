import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'
import { paramOf } from '../read.ts'
import { Named, Text } from './shapes.ts'

const Called = Type.Object({ id: Text, name: Named })

const Indicator = Type.Object({
  id: Text,
  code: Text,
  name: Named,
  formula: Text,
  window: Text,
  unit: Text,
  direction: Type.Enum(['riskier', 'safer', 'two_sided']),
  source: Text,
  parameters: Type.Array(Type.Object({ id: Text, value: Type.Number(), source: Text })),
  datasets: Type.Array(Text),
  symbols: Type.Array(Called),
  parts: Type.Array(Type.Object({ id: Text, months_back: Type.Integer() })),
  sql: Text,
  products: Type.Array(Called),
})

/** What an indicator is, to all who may read the catalogue. */
export async function indicatorRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  api.get(
    '/indicators/:id',
    {
      schema: {
        summary: 'An indicator: its formula, what it reads, its SQL, and which products tell it',
        params: Type.Object({ id: Type.String({ pattern: '^[A-Z]{2}[0-9]{3}$' }) }),
        response: { 200: Indicator },
      },
    },
    async (request) => {
      front.requireVerb(actorOf(request.asker), 'catalogue.read')
      return front.indicator(paramOf(request, 'id'))
    },
  )
}
