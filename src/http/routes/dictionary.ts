import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Door } from '../app.ts'
import { Named, OrNull, Text } from './shapes.ts'

const Dictionary = Type.Object({
  indicators: Type.Array(
    Type.Object({
      id: Text,
      name: Named,
      unit: Text,
      window: Text,
      direction: Type.Enum(['riskier', 'safer', 'two_sided']),
      datasets: Type.Array(Text),
    }),
  ),
  datasets: Type.Array(
    Type.Object({
      id: Text,
      name: Named,
      kind: Type.Enum(['month', 'event', 'state']),
      authorities: Type.Array(Named),
      fields: Type.Array(
        Type.Object({
          id: Text,
          name: Named,
          type: Text,
          unit: OrNull(Text),
          labels: Type.Record(Type.String(), Named),
        }),
      ),
    }),
  ),
  flags: Type.Array(Type.Object({ flag: Text, text: Named })),
  marks: Type.Array(Type.Object({ mark: Text, text: Named })),
  faults: Type.Array(Type.Object({ code: Text, text: Named })),
  purposes: Type.Array(Type.Object({ id: Text, text: Named })),
  reasons: Type.Array(Type.Object({ code: Type.Integer(), text: Named })),
})

/** What the ids of answers mean, to whoever has signed in. */
export async function dictionaryRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  api.get(
    '/dictionary',
    {
      schema: { summary: 'What every id of an answer means, in plain words', response: { 200: Dictionary } },
    },
    async (_, reply) => reply.header('cache-control', 'private, max-age=3600').send(front.dictionary()),
  )
}
