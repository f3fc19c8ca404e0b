import { Type } from 'typebox'

const Text = Type.String()
const Texts = Type.Array(Type.String())
const OrNull = (type: Parameters<typeof Type.Union>[0][number]) => Type.Union([type, Type.Null()])

const DatasetQuality = Type.Object({
  dataset: Text,
  name: Text,
  covered: Type.Boolean(),
  has_data: Type.Boolean(),
  month: OrNull(Text),
  known_at: OrNull(Text),
  age_days: OrNull(Type.Number()),
  flags: Texts,
})

/** What a product query answers, as it is described to clients; `data` has one member for each section of the card. */
export const AnswerBody = Type.Object({
  request_id: Text,
  report_number: Text,
  product: Text,
  version: Text,
  subject: Type.Object({ uscc: Text, name: OrNull(Text), succeeded_on: Type.Optional(Texts) }),
  as_of: Text,
  generated_at: Text,
  data: Type.Record(Type.String(), Type.Unknown()),
  coverage: Type.Object({
    hit: Type.Enum(['full', 'partial', 'none']),
    DQ001: Type.Number(),
    DQ002: OrNull(Type.Number()),
    DQ003: Type.Number(),
    DQ004: Type.Number(),
  }),
  quality: Type.Array(DatasetQuality),
  disputes: Type.Array(Type.Unknown()),
  statements: Type.Array(Type.Unknown()),
  sources: Type.Array(Type.Object({ dataset: Text, authorities: Texts, basis: Text })),
  disclaimer: Text,
  statement: Type.Optional(Text),
  notice: Type.Optional(Text),
  consent: OrNull(Type.Object({ consent_id: Text, version: Type.Integer() })),
  audit: Type.Object({ leaf_hash: Text, seal_by: Text }),
  billing_units: Type.Integer(),
  pulls: Type.Array(
    Type.Object({
      dataset: Text,
      source: Text,
      outcome: Type.Enum(['pulled', 'verified', 'nothing', 'timed_out', 'failed']),
    }),
  ),
})

/** That a leaf stands in the log: its place, the path to the root, and the head that was signed over it. */
export const ProofBody = Type.Object({
  leaf_index: Type.Integer(),
  path: Texts,
  head: Type.Object({ tree_size: Type.Integer() }, { additionalProperties: true }),
})
