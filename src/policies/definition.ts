import { type Static, Type } from 'typebox'
import { oneOf, readerOf } from '#kernel'
import { Graph } from './graph.ts'

const Text = Type.String({ minLength: 1 })
const Id = Type.String({ pattern: '^[a-z][a-z0-9_]*$' })
const Name = Type.Object({ zh: Text, en: Text }, { additionalProperties: false })

/** A fact that the graph reads as it is known: one field of one dataset. */
const Fact = Type.Object({ id: Id, dataset: Id, field: Id, name: Name }, { additionalProperties: false })

/** What the bank itself brings; it is used in memory and kept as a digest alone. */
const BankInput = Type.Object(
  {
    id: Id,
    type: oneOf(['money', 'number', 'word']),
    unit: Text,
    words: Type.Optional(Type.Array(Text)),
    name: Name,
  },
  { additionalProperties: false },
)

const Value = Type.Union([Type.Number(), Text, Type.Array(Type.Number()), Type.Array(Text)])

/** A policy of a bank: its inputs, thresholds with their sources, and its decision graph. */
export const PolicySchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    id: Id,
    version: Type.String({ pattern: '^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$' }),
    product: Type.String({ pattern: '^P[0-9]{2}$' }),
    institution: Text,
    name: Name,
    inputs: Type.Object(
      {
        indicators: Type.Array(Type.String({ pattern: '^[A-Z]{2}[0-9]{3}$' }), { uniqueItems: true }),
        facts: Type.Array(Fact),
        bank_inputs: Type.Array(BankInput),
      },
      { additionalProperties: false },
    ),
    parameters: Type.Record(
      Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]*$' }),
      Type.Object({ value: Value, source: Text }, { additionalProperties: false }),
    ),
    outputs: Type.Array(Id, { uniqueItems: true }),
    limit_trace: Type.Array(Type.Object({ id: Id, name: Name, unit: Text }, { additionalProperties: false })),
    notes: Type.Array(Type.Object({ code: Id, zh: Text, en: Text }, { additionalProperties: false })),
    graph: Graph,
    source: Text,
  },
  { additionalProperties: false },
)

/** A policy of one bank, defined once: what it reads, its thresholds with their sources, its decision graph. */
export type PolicyDefinition = Static<typeof PolicySchema>

export type BankInputDefinition = Static<typeof BankInput>

/** A policy's definition from JSON that `place` names, its graph unchecked. Refuses with `schema_mismatch`. */
export const readShape = readerOf(PolicySchema)
