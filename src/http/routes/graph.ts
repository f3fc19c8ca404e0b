import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'
import { paramOf } from '../read.ts'
import { OrNull, Text } from './shapes.ts'

const Share = Type.Number({ minimum: 0, maximum: 1 })

const Node = Type.Object({
  id: Text,
  kind: Type.Enum(['enterprise', 'person', 'outside']),
  name: OrNull(Text),
  risks: Type.Array(Type.Enum(['dishonest', 'serious_illegal', 'restriction', 'execution'])),
})

const Edge = Type.Object({
  kind: Type.Enum(['holding', 'office', 'branch', 'guarantee']),
  from: Text,
  to: Text,
  share: OrNull(Share),
  positions: Type.Array(Text),
})

const Chain = Type.Object({ nodes: Type.Array(Text), steps: Type.Array(Share), share: Share })

const Graph = Type.Object({
  uscc: Text,
  as_of: Text,
  on: Text,
  nodes: Type.Array(Node),
  edges: Type.Array(Edge),
  left_out_n: Type.Integer(),
  control: Type.Object({
    controller: OrNull(Text),
    is_ring: Type.Boolean(),
    steps: Type.Array(
      Type.Object({ controller: Text, by: Type.Enum(['majority', 'product']), share: Share }),
    ),
  }),
  owners: Type.Array(
    Type.Object({ owner: Text, share: Share, level: Type.Integer(), chains: Type.Array(Chain) }),
  ),
  beneficial_owners: Type.Array(
    Type.Object({
      owner: Text,
      ground: Type.Enum(['share', 'control', 'management']),
      share: OrNull(Share),
    }),
  ),
  untraced_share: Share,
  circle: OrNull(Type.Object({ size: Type.Integer(), members: Type.Array(Text) })),
})

const Asked = Type.Object({ as_of: Type.Optional(Type.String({ maxLength: 40 })) })

/** The graph around an enterprise, for the operator; banks are told of it by products alone. */
export async function graphRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  api.get(
    '/enterprises/:uscc/graph',
    {
      schema: {
        summary: 'Who owns, runs, controls and guarantees an enterprise, as known at an instant',
        params: Type.Object({ uscc: Text }),
        querystring: Asked,
        response: { 200: Graph },
      },
    },
    async (request) => {
      const { as_of } = request.query as { as_of?: string } // the schema has read it
      return front.operator.graph(actorOf(request.asker), paramOf(request, 'uscc'), as_of)
    },
  )
}
