import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'
import { bodyOf, paramOf } from '../read.ts'
import { Named, OrNull, Text } from './shapes.ts'

const Code = Type.String({ minLength: 1, maxLength: 32 })
const Note = { note: Type.String({ minLength: 1, maxLength: 2000 }) }
const Rehearsal = { dry_run: Type.Optional(Type.Boolean()) }
const closed = { additionalProperties: false }

const Merge = Type.Object({ uscc: Code, member_uscc: Code, ...Note, ...Rehearsal }, closed)
const Split = Type.Object({ ...Note, ...Rehearsal }, closed)
const Succession = Type.Object(
  { from_uscc: Code, to_uscc: Code, succeeded_on: Type.String({ maxLength: 10 }), ...Note },
  closed,
)
const Why = Type.Object(Note, closed)

const Touched = Type.Object({
  merge_id: OrNull(Type.Integer()),
  touches: Type.Array(Type.Object({ dataset: Text, name: Named, rows: Type.Integer() })),
})

const Listed = Type.Object({
  merges: Type.Array(
    Type.Object({
      ...{ merge_id: Type.Integer(), uscc: Text, member_uscc: Text },
      ...{ merged_at: Text, merged_by: Text, note: Text },
      ...{ split_at: OrNull(Text), split_by: OrNull(Text), split_note: OrNull(Text) },
    }),
  ),
  successions: Type.Array(
    Type.Object({
      ...{ from_uscc: Text, to_uscc: Text, succeeded_on: Text, known_at: Text },
      ...{ superseded_at: OrNull(Text), recorded_by: Text, note: Text },
      ...{ ended_by: OrNull(Text), ended_note: OrNull(Text) },
    }),
  ),
})

/** Which code is answered for by whom, and which firm goes on from which, as a person judges. */
export async function identityRoutes(api: FastifyInstance, { front: { identity } }: Door): Promise<void> {
  api.get(
    '/identity',
    {
      schema: {
        summary: 'Every merge and succession that was recorded, the newest first',
        response: { 200: Listed },
      },
    },
    async ({ asker }) => identity.list(actorOf(asker)),
  )
  api.post(
    '/identity/merges',
    {
      schema: {
        summary: 'Lets an enterprise answer for a code that nobody can have, or says what that would touch',
        body: Merge,
        response: { 200: Touched },
      },
    },
    async (request) => identity.merge(actorOf(request.asker), bodyOf<typeof Merge>(request)),
  )
  api.post(
    '/identity/merges/:id/split',
    {
      schema: {
        summary: 'Takes a merge back from now on, or says what that would touch',
        params: Type.Object({ id: Type.String({ pattern: '^\\d{1,9}$' }) }),
        body: Split,
        response: { 200: Touched },
      },
    },
    async (request) =>
      identity.split(actorOf(request.asker), paramOf(request, 'id'), bodyOf<typeof Split>(request)),
  )
  api.post(
    '/identity/successions',
    {
      schema: {
        summary: 'Records that a company goes on from an individual business',
        body: Succession,
        response: { 200: Type.Object({ from_uscc: Text, to_uscc: Text, succeeded_on: Text }) },
      },
    },
    async (request) => identity.succeed(actorOf(request.asker), bodyOf<typeof Succession>(request)),
  )
  api.post(
    '/identity/successions/:uscc/end',
    {
      schema: {
        summary: 'Takes a succession back that was recorded wrongly',
        params: Type.Object({ uscc: Code }),
        body: Why,
        response: { 200: Type.Object({ from_uscc: Text, to_uscc: Text }) },
      },
    },
    async (request) =>
      identity.unsucceed(actorOf(request.asker), paramOf(request, 'uscc'), bodyOf<typeof Why>(request).note),
  )
}
