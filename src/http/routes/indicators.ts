import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'
import { paramOf } from '../read.ts'
import { Named, OrNull, Text } from './shapes.ts'

const Called = Type.Object({ id: Text, name: Named })
const Direction = Type.Enum(['riskier', 'safer', 'two_sided'])

const Line = Type.Object({
  ...{ id: Text, code: Text, name: Named, window: Text, unit: Text, direction: Direction },
  themes: Type.Array(Text),
  products_n: Type.Integer(),
})

const Indicator = Type.Object({
  id: Text,
  code: Text,
  name: Named,
  formula: Text,
  window: Text,
  unit: Text,
  direction: Direction,
  source: Text,
  parameters: Type.Array(Type.Object({ id: Text, value: Type.Number(), source: Text })),
  datasets: Type.Array(Text),
  symbols: Type.Array(Called),
  parts: Type.Array(Type.Object({ id: Text, months_back: Type.Integer() })),
  /** Null where a product works it out of its whole answer. */
  sql: OrNull(Text),
  products: Type.Array(Called),
  used_by: Type.Array(Called),
})

const Group = Type.Object({
  industry: OrNull(Type.Object({ code: Text, name: Named })),
  size: OrNull(Type.Object({ code: Type.Integer(), name: Named })),
  firms_n: Type.Integer(),
  ...{ p10: Type.Number(), p25: Type.Number(), p50: Type.Number(), p75: Type.Number(), p90: Type.Number() },
})

const Distribution = Type.Object({ as_of: Text, least_n: Type.Integer(), groups: Type.Array(Group) })

const Id = Type.Object({ id: Type.String({ pattern: '^[A-Z]{2}[0-9]{3}$' }) })

/** What indicators are, and how they are spread, to all who may read the catalogue. */
export async function indicatorRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  api.get(
    '/indicators',
    { schema: { summary: 'All indicators', response: { 200: Type.Array(Line) } } },
    async (request) => front.indicators.all(actorOf(request.asker)),
  )
  api.get(
    '/indicators/:id',
    {
      schema: {
        summary: 'An indicator: its formula, what it reads, its SQL, and who uses it',
        params: Id,
        response: { 200: Indicator },
      },
    },
    async (request) => front.indicators.page(actorOf(request.asker), paramOf(request, 'id')),
  )
  api.get(
    '/indicators/:id/distribution',
    {
      schema: {
        summary: 'How an indicator is spread over the enterprises: of all, by size, by industry and by both',
        params: Id,
        response: { 200: Distribution },
      },
    },
    async (request) => front.indicators.distribution(actorOf(request.asker), paramOf(request, 'id')),
  )
}
