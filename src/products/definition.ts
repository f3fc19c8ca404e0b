import { type Static, Type } from 'typebox'
import { oneOf, readerOf } from '#kernel'

const Name = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) })
const Sourced = Type.Object({ value: Type.Number(), source: Type.String({ minLength: 1 }) })

/**
 * What a section of an answer holds: indicators, the last months of some fields, facts as they are known, tags, or
 * whether what the asker says of a firm is what is known of it.
 */
const Section = Type.Union([
  Type.Object({
    id: Type.String(),
    number: Type.Optional(Type.Integer()),
    name: Name,
    kind: Type.Literal('indicators'),
    indicators: Type.Array(Type.String()),
  }),
  Type.Object({
    id: Type.String(),
    number: Type.Optional(Type.Integer()),
    name: Name,
    kind: Type.Literal('series'),
    months: Sourced,
    series: Type.Array(Type.Object({ id: Type.String(), dataset: Type.String(), field: Type.String() })),
  }),
  Type.Object({
    id: Type.String(),
    number: Type.Optional(Type.Integer()),
    name: Name,
    kind: Type.Literal('facts'),
    facts: Type.Array(
      Type.Object({
        dataset: Type.String(),
        fields: Type.Array(Type.String()),
        only: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
      }),
    ),
  }),
  Type.Object({
    id: Type.String(),
    number: Type.Optional(Type.Integer()),
    name: Name,
    kind: Type.Literal('tags'),
    /** Rules of the region's tags. */
    tags: Type.Array(Type.String(), { minItems: 1 }),
  }),
  Type.Object({
    id: Type.String(),
    number: Type.Optional(Type.Integer()),
    name: Name,
    kind: Type.Literal('verification'),
    elements: Type.Array(
      Type.Object({
        element: Type.String(),
        dataset: Type.String(),
        field: Type.String(),
        compare: oneOf(['name']),
      }),
      { minItems: 1 },
    ),
  }),
])

/** What an asker says of a firm beside its code. */
const Input = Type.Object({
  id: Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
  name: Name,
  required: Type.Boolean(),
  max_length: Sourced,
})

/** A data product (domain §4c), defined once: its card, what it reads, what it says, its price and its service level. */
export const ProductDefinition = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    id: Type.String({ pattern: '^P\\d{2}$' }),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    name: Name,
    english_name: Type.String(),
    type: oneOf(['report', 'indicator_set', 'advice', 'verification', 'label']),
    basis: oneOf(['public', 'authorized']),
    stages: Type.Array(oneOf(['pre', 'in', 'post'])),
    purposes: Type.Array(Type.String(), { minItems: 1 }),
    state: oneOf(['draft', 'tested', 'filed', 'online', 'suspended', 'retired']),
    datasets: Type.Array(Type.String(), { minItems: 1 }),
    supporting_datasets: Type.Array(Type.String()),
    inputs: Type.Optional(Type.Array(Input)),
    sections: Type.Array(Section),
    statement: Type.Optional(Name),
    price: Type.Object({ per_hit_cny: Type.String({ pattern: '^\\d+\\.\\d{2}$' }), source: Type.String() }),
    sla: Type.Object({ p95_ms: Sourced, hit_rate_target: Sourced }),
    consent_scopes: Type.Array(Type.String()),
    pi_involved: Type.Boolean(),
    glossary: Type.Array(Type.Object({ term: Name, text: Name })),
    changelog: Type.Array(Type.Object({ version: Type.String(), on: Type.String(), text: Name })),
  },
  { additionalProperties: false },
)

export type ProductDefinition = Static<typeof ProductDefinition>
export type ProductSection = Static<typeof Section>

const read = readerOf(ProductDefinition)

/** A product's definition from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export function readProduct(value: unknown, place: string): ProductDefinition {
  return read(value, place)
}
