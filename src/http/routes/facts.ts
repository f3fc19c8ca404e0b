import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'
import { bodyOf, paramOf } from '../read.ts'
import { OrNull, Text } from './shapes.ts'

const Who = { who: Type.String({ minLength: 1, maxLength: 200 }), note: Type.String({ maxLength: 2000 }) }
const Kind = Type.Enum([
  ...['disputed', 'confirmed', 'corrected', 'unverifiable', 'repaired', 'litigation_pending', 'statement'],
])
const Saying = Type.Object(
  {
    ...{ dataset: Type.String({ maxLength: 100 }), uscc: Type.String({ maxLength: 32 }), kind: Kind },
    grain: Type.Record(Type.String(), Type.String({ maxLength: 1000 })),
    ...Who,
  },
  { additionalProperties: false },
)
const Hold = Type.Object(
  { dataset: Type.String({ maxLength: 100 }), ...Who },
  { additionalProperties: false },
)
const Annotation = Type.Object({
  ...{ annotation_id: Type.Integer(), dataset: Text, uscc: Text, grain_key: Text, kind: Kind },
  ...{ from_at: Text, until_at: OrNull(Text), who: Text, note: Text },
})
const PurgeReport = Type.Object({
  is_dry_run: Type.Boolean(),
  purged: Type.Array(Type.Object({ dataset: Text, rule: Text, rows: Type.Integer(), oldest: Text })),
  held: Type.Array(Text),
})

/** What the operator says of facts, and how what may be kept no longer is deleted. */
export async function factRoutes(api: FastifyInstance, { front: { facts } }: Door): Promise<void> {
  api.get(
    '/operator/annotations',
    {
      schema: {
        summary: 'All that was ever said of the facts of an enterprise, the newest first',
        querystring: Type.Object({ uscc: Type.String({ maxLength: 32 }) }),
        response: { 200: Type.Array(Annotation) },
      },
    },
    async (request) => {
      const { uscc } = request.query as { uscc: string } // the schema has read it
      return facts.annotations(actorOf(request.asker), uscc)
    },
  )
  api.post(
    '/operator/annotations',
    {
      schema: {
        summary: 'Says something of a fact: every answer heeds it from now on',
        body: Saying,
        response: { 200: Annotation },
      },
    },
    async (request) => facts.annotate(actorOf(request.asker), bodyOf<typeof Saying>(request)),
  )
  api.post(
    '/operator/annotations/:id/end',
    {
      schema: {
        summary: 'Ends what was said of a fact',
        params: Type.Object({ id: Type.String({ pattern: '^\\d{1,9}$' }) }),
        response: { 200: Annotation },
      },
    },
    async (request) => facts.endAnnotation(actorOf(request.asker), paramOf(request, 'id')),
  )
  api.get(
    '/operator/purge',
    {
      schema: {
        summary: 'What may be kept no longer, counted and not deleted',
        response: { 200: PurgeReport },
      },
    },
    async ({ asker }) => facts.purge(actorOf(asker), true),
  )
  api.post(
    '/operator/purge',
    { schema: { summary: 'Deletes what may be kept no longer', response: { 200: PurgeReport } } },
    async ({ asker }) => facts.purge(actorOf(asker), false),
  )
  api.post(
    '/operator/purge/holds',
    {
      schema: {
        summary: 'Keeps a dataset whole until the hold is released',
        body: Hold,
        response: { 200: Hold },
      },
    },
    async (request) => facts.hold(actorOf(request.asker), bodyOf<typeof Hold>(request)),
  )
  api.post(
    '/operator/purge/holds/:dataset/release',
    {
      schema: {
        summary: 'Ends the legal holds of a dataset',
        params: Type.Object({ dataset: Type.String({ maxLength: 100 }) }),
        response: { 200: Type.Object({ dataset: Text, released: Type.Integer() }) },
      },
    },
    async (request) => facts.release(actorOf(request.asker), paramOf(request, 'dataset')),
  )
}
