import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'
import { Named, OrNull, Text } from './shapes.ts'

const Corrections = Type.Object({
  rows: Type.Array(
    Type.Object({
      correction_id: Text,
      ...{ institution_id: Text, uscc: Text },
      kind: Type.Enum(['corrected', 'revoked', 'stopped']),
      sentence: Named,
      dataset: OrNull(Text),
      product_id: Text,
      ...{ shown_at: Text, leaf_hash: Text, made_at: Text },
    }),
  ),
  next: OrNull(Text),
})

/** What a bank was shown and does not stand any more. */
export async function correctionRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  api.get(
    '/corrections',
    {
      schema: {
        summary:
          'What was shown to the institution and was corrected, revoked or stopped since, the oldest first',
        querystring: Type.Object({ after: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })) }),
        response: { 200: Corrections },
      },
    },
    async (request) => {
      const { after } = request.query as { after?: string } // the schema has read it
      return front.corrections.list(actorOf(request.asker), after)
    },
  )
}
