import { type Static, Type } from 'typebox'
import { oneOf, readerOf } from '#kernel'
import { Name } from './definition.ts'

/**
 * How a field is read from a department's own column: `text` as it stands; `lookup` by the table, null where it says
 * nothing; `capital_amount` the number of a registered capital such as `39,076.8700(万元人民币)` in 10,000 of its
 * currency, null where the unit is not said; `capital_currency` its ISO 4217 code, null where it is not said.
 */
const Reading = Type.Object(
  {
    from: Type.String({ minLength: 1 }),
    as: oneOf(['text', 'lookup', 'capital_amount', 'capital_currency']),
    table: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { additionalProperties: false },
)

/** A source: who delivers a dataset in columns of its own, and what each of them means to us. */
export const SourceDefinition = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    id: Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
    name: Name,
    dataset: Type.String(),
    authority: Type.String(),
    lawful_source: Type.String({ minLength: 1 }),
    /** Words that stand for an empty cell. */
    empty_words: Type.Array(Type.String()),
    fields: Type.Record(Type.String(), Reading),
    /** Columns of the file that are not read. */
    unread: Type.Array(Type.String()),
  },
  { additionalProperties: false },
)

export type SourceDefinition = Static<typeof SourceDefinition>
export type SourceReading = Static<typeof Reading>

const read = readerOf(SourceDefinition)

/** A source's definition from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export function readSource(value: unknown, place: string): SourceDefinition {
  return read(value, place)
}
