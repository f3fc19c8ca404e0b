import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'
import { bodyOf, paramOf } from '../read.ts'
import { Named, OrNull, Text } from './shapes.ts'

const Count = Type.Integer()
const BatchId = Type.Object({ id: Type.String({ pattern: '^\\d{1,9}$' }) })
const Decision = Type.Object(
  {
    decision: Type.Enum(['release', 'reject']),
    note: Type.String({ minLength: 1, maxLength: 2000 }),
  },
  { additionalProperties: false },
)

const Across = Type.Object({
  ...{ dataset: Text, field: Text, with_dataset: Text, equals: Text },
  ...{ name: Named, field_name: Named, with_name: Named, equals_name: Named },
  ...{ compared: Count, differing: Count },
})

const Findings = Type.Object({
  inconsistent: OrNull(Count),
  across: Type.Array(Across),
  completeness: Type.Array(
    Type.Object({
      ...{ month: Text, firms: Count, registered: Count },
      ...{ least: Type.Number(), is_short: Type.Boolean() },
    }),
  ),
  late: Type.Array(Type.Object({ month: Text, promised_on: Text, late_days: Count })),
  conflicts: Type.Object({ rows: Count, held: Count }),
})

const BatchReport = Type.Object({
  ...{ batch_id: Count, dataset: Text, name: Named, file: Text },
  source: OrNull(Type.Object({ id: Text, name: Named })),
  ...{ known_at: Text, loaded_at: Text, is_complete: Type.Boolean(), is_backfill: Type.Boolean() },
  replay_of: OrNull(Count),
  ...{ rows_in: Count, accepted: Count, corrected: Count, revoked: Count },
  ...{ already_known: Count, quarantined: Count, seconds: Type.Number() },
  reasons: Type.Array(Type.Object({ code: Text, rows: Count, sentence: Named })),
  findings: OrNull(Findings),
})

const Conflicts = Type.Object({
  rows: Type.Array(
    Type.Object({
      ...{ quarantine_id: Text, dataset: Text, name: Named, uscc: Text },
      ...{ held_by: Named, said_by: Named, said_at: Text },
      outcome: Type.Enum(['waiting', 'said_stands', 'held_stands', 'prevailed', 'said_again']),
      ...{ decided_at: OrNull(Text), decided_by: OrNull(Text), note: OrNull(Text) },
      differing: Type.Array(
        Type.Object({ field: Text, name: Named, held: OrNull(Text), said: OrNull(Text) }),
      ),
    }),
  ),
  next: OrNull(Text),
})

const Snapshot = Type.Object({
  ...{ batch_id: Count, dataset: Text, name: Named, file: Text },
  ...{ known_at: Text, held_at: Text, rows_in: Count, gone: Count },
  reasons: Type.Array(
    Type.Object({
      code: Type.Enum(['smaller', 'district_missing', 'rows_unplaced']),
      month: Type.Optional(OrNull(Text)),
      held_rows: Type.Optional(Count),
      said_rows: Type.Optional(Count),
      districts: Type.Optional(Type.Array(Text)),
      rows: Type.Optional(Count),
    }),
  ),
})

/** What the operator's data engineer judges of the quality of what is delivered. */
export async function qualityRoutes(api: FastifyInstance, { front: { quality } }: Door): Promise<void> {
  api.get(
    '/operator/batches/:id',
    {
      schema: {
        summary: 'What became of one batch, and what was found of its quality',
        params: BatchId,
        response: { 200: BatchReport },
      },
    },
    async (request) => quality.batch(actorOf(request.asker), paramOf(request, 'id')),
  )
  api.get(
    '/operator/conflicts',
    {
      schema: {
        summary: 'Records of which two sources say other things, the newest first',
        querystring: Type.Object({
          outcome: Type.Optional(
            Type.Enum(['waiting', 'said_stands', 'held_stands', 'prevailed', 'said_again']),
          ),
          before: Type.Optional(Type.String({ pattern: '^\\d{1,9}-\\d{1,15}$' })),
        }),
        response: { 200: Conflicts },
      },
    },
    async ({ asker, query }) =>
      quality.conflicts(actorOf(asker), query as Parameters<typeof quality.conflicts>[1]), // the schema has read it
  )
  api.post(
    '/operator/quarantine/:id/decide',
    {
      schema: {
        summary: 'Lets a row in that was only hard to believe, or turns a row down',
        params: Type.Object({ id: Text }),
        body: Decision,
        response: { 200: Type.Object({ outcome: Type.Enum(['accepted', 'quarantined', 'rejected']) }) },
      },
    },
    async (request) =>
      quality.decide(actorOf(request.asker), paramOf(request, 'id'), bodyOf<typeof Decision>(request)),
  )
  api.get(
    '/operator/snapshots',
    {
      schema: {
        summary: 'The full snapshots that wait for a person',
        response: { 200: Type.Array(Snapshot) },
      },
    },
    async ({ asker }) => quality.snapshots(actorOf(asker)),
  )
  api.post(
    '/operator/snapshots/:id/decide',
    {
      schema: {
        summary: 'Lets a held snapshot in, or turns it down',
        params: BatchId,
        body: Decision,
        response: {
          200: Type.Object({
            outcome: Type.Enum(['released', 'rejected']),
            ...{ accepted: Count, corrected: Count, revoked: Count },
          }),
        },
      },
    },
    async (request) =>
      quality.decideSnapshot(
        actorOf(request.asker),
        paramOf(request, 'id'),
        bodyOf<typeof Decision>(request),
      ),
  )
}
