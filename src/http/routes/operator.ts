import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'
import { bodyOf, paramOf } from '../read.ts'
import { Named, OrNull, Text } from './shapes.ts'

const Count = Type.Integer()
const Page = { before: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })) }
const Filter = {
  dataset: Type.Optional(Type.String({ maxLength: 100 })),
  code: Type.Optional(Type.String({ maxLength: 100 })),
}
const Waiting = Type.Object({
  ...Filter,
  after: Type.Optional(Type.String({ pattern: '^\\d{1,9}-\\d{1,15}$' })),
  state: Type.Optional(Type.Enum(['waiting', 'replayed', 'rejected'])),
})
const Cell = Type.Object(
  { column: Type.String({ minLength: 1, maxLength: 200 }), value: Type.String({ maxLength: 10_000 }) },
  { additionalProperties: false },
)
const Chosen = Type.Object(Filter, { additionalProperties: false })

const Batches = Type.Object({
  rows: Type.Array(
    Type.Object({
      batch_id: Count,
      dataset: Text,
      file: Text,
      known_at: Text,
      loaded_at: Text,
      ...{ rows_in: Count, accepted: Count, corrected: Count, revoked: Count },
      ...{ already_known: Count, quarantined: Count },
      seconds: Type.Number(),
      replay_of: OrNull(Count),
    }),
  ),
  next: OrNull(Text),
})

const Loading = Type.Object({
  loading: OrNull(Type.Object({ file: OrNull(Text), stage: Named, done: Count, total: Count, since: Text })),
})

const Freshness = Type.Object({
  dataset: Text,
  name: Named,
  last_known_at: OrNull(Text),
  month: OrNull(Text),
  age_days: OrNull(Count),
  promised_days: Count,
  is_stale: Type.Boolean(),
  batches_30d: Count,
  rows_30d: Count,
  rejected_ratio: OrNull(Type.Number()),
})

const Source = Type.Object({
  source: Text,
  name: Named,
  kind: Type.Enum(['authority', 'commercial', 'bank', 'platform']),
  contract_no: Text,
  review_until: Text,
  is_in_force: Type.Boolean(),
  datasets: Type.Array(Freshness),
  stale_n: Count,
  success_ratio: OrNull(Type.Number()),
})

const Quarantine = Type.Object({
  rows: Type.Array(
    Type.Object({
      quarantine_id: Text,
      batch_id: Count,
      dataset: Text,
      file: Text,
      line: Count,
      column: OrNull(Text),
      value: OrNull(Text),
      code: Text,
      sentence: Named,
      raw: OrNull(Type.Record(Type.String(), OrNull(Text))),
      loaded_at: Text,
      replayed_at: OrNull(Text),
      rejected_at: OrNull(Text),
      note: OrNull(Text),
    }),
  ),
  next: OrNull(Text),
  totals: Type.Array(Type.Object({ dataset: Text, code: Text, rows: Count })),
})

const Mended = Type.Object({
  outcome: Type.Enum(['accepted', 'quarantined']),
  quarantine_id: Type.Optional(Text),
  code: Type.Optional(Text),
  sentence: Type.Optional(Named),
})

/** What the operator's data engineer watches and mends. */
export async function operatorRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  api.get(
    '/operator/batches',
    {
      schema: {
        summary: 'The batches that were loaded, the newest first',
        querystring: Type.Object(Page),
        response: { 200: Batches },
      },
    },
    async (request) => {
      const { before } = request.query as { before?: string } // the schema has read it
      return front.operator.batches(actorOf(request.asker), before)
    },
  )
  api.get(
    '/operator/loading',
    { schema: { summary: 'What is being loaded now, and how far it is', response: { 200: Loading } } },
    async ({ asker }) => front.operator.loading(actorOf(asker)),
  )
  api.get(
    '/operator/freshness',
    {
      schema: {
        summary: 'How old each dataset is, against what its source promised',
        response: { 200: Type.Array(Freshness) },
      },
    },
    async ({ asker }) => front.operator.freshness(actorOf(asker)),
  )
  api.get(
    '/operator/sources',
    {
      schema: {
        summary: 'Every source: its contract, what it delivers, and how that came of late',
        response: { 200: Type.Array(Source) },
      },
    },
    async ({ asker }) => front.operator.sources(actorOf(asker)),
  )
  api.get(
    '/operator/quarantine',
    {
      schema: {
        summary: 'The rows that did not come in, the newest batch first',
        querystring: Waiting,
        response: { 200: Quarantine },
      },
    },
    async (request) =>
      // the schema has read it
      front.operator.quarantine(
        actorOf(request.asker),
        request.query as Parameters<typeof front.operator.quarantine>[1],
      ),
  )
  api.post(
    '/operator/quarantine/:id/mend',
    {
      schema: {
        summary: 'Mends one cell of a row and plays the row again',
        params: Type.Object({ id: Text }),
        body: Cell,
        response: { 200: Mended },
      },
    },
    async (request) =>
      front.operator.mend(actorOf(request.asker), paramOf(request, 'id'), bodyOf<typeof Cell>(request)),
  )
  api.post(
    '/operator/quarantine/replay',
    {
      schema: {
        summary: 'Plays all rows again that wait, of one dataset or one fault',
        body: Chosen,
        response: { 200: Type.Object({ replayed: Count, accepted: Count, still: Count }) },
      },
    },
    async (request) => front.operator.replay(actorOf(request.asker), bodyOf<typeof Chosen>(request)),
  )
}
