import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'
import { Named, OrNull, Text } from './shapes.ts'

const Resolved = Type.Object({
  asked: Text,
  by: Type.Enum(['uscc', 'organisation_code', 'name']),
  /** What is wrong with a code, if anything. */
  fault: Type.Optional(OrNull(Text)),
  /** The parts of the name as they were told apart. */
  parts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  candidates: Type.Array(
    Type.Object({
      uscc: OrNull(Text),
      name: OrNull(Text),
      score: Type.Number({ minimum: 0, maximum: 100 }),
      reasons: Type.Array(
        Type.Object({ part: Text, verdict: Text, weight: Type.Number(), points: Type.Number(), text: Named }),
      ),
      cautions: Type.Array(Type.Object({ caution: Text, text: Named })),
    }),
  ),
})

const Asked = Type.Object({
  text: Type.String({ minLength: 1, maxLength: 200 }),
  region_code: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
  established_on: Type.Optional(Type.String({ maxLength: 10 })),
})

/** Who a code or a name may mean, for the operator's staff; nobody is taken for another by it. */
export async function resolveRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  api.get(
    '/resolve',
    {
      schema: {
        summary: 'Who a code or a name may mean, each candidate with its score in words',
        querystring: Asked,
        response: { 200: Resolved },
      },
    },
    async (request) => {
      const asked = request.query as { text: string; region_code?: string; established_on?: string } // the schema has read it
      return front.operator.resolve(actorOf(request.asker), asked)
    },
  )
}
