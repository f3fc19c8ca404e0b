import { type Static, Type } from 'typebox'
import { oneOf, readerOf } from '#kernel'

/** A name in Chinese, which is the display name, and in English. */
export const Name = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) })

/** A threshold is a value and where it comes from: never a literal in code. */
const sourced = <Schema extends Parameters<typeof Type.Optional>[0]>(value: Schema) =>
  Type.Object({ value, source: Type.String({ minLength: 1 }) })

/**
 * A field of a dataset. `integer` is a BIGINT, `money` a DECIMAL(18,2), `decimal` a DECIMAL(18,6), `month` an
 * INTEGER (year × 12 + month − 1), `json` and `enum` text. `empty: suppressed` says that the department leaves the
 * cell empty where the number is too small to show.
 */
export const Field = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
    name: Name,
    type: oneOf(['string', 'day', 'month', 'integer', 'money', 'decimal', 'boolean', 'enum', 'json']),
    unit: Type.Optional(Type.String()),
    required: Type.Boolean(),
    values: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    min: Type.Optional(Type.Number()),
    max: Type.Optional(Type.Number()),
    empty: Type.Optional(oneOf(['suppressed'])),
    wishful: Type.Optional(Type.Boolean()),
    free_text: Type.Optional(Type.Boolean()),
    pi_class: oneOf(['none', 'pi', 'sensitive_pi', 'duty_related']),
    purpose: Type.String({ minLength: 1 }),
  },
  { additionalProperties: false },
)

/** Which months a row of a `month` dataset is about: one month field, or the days of a period of whole months. */
const RowMonth = Type.Union([
  Type.Object({ of: Type.String() }, { additionalProperties: false }),
  Type.Object({ from: Type.String(), to: Type.String() }, { additionalProperties: false }),
])

/** A dataset of the seven theme databases (domain §4a), defined once. */
export const DatasetDefinition = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    id: Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
    name: Name,
    theme: oneOf([
      'registry',
      'workforce',
      'tax',
      'judicial_regulatory',
      'utility_property',
      'innovation_policy',
      'operation_commercial',
    ]),
    kind: oneOf(['month', 'event', 'state']),
    grain: Type.Array(Type.String()),
    month: Type.Optional(RowMonth),
    event_on: Type.Optional(Type.String()),
    frequency: oneOf(['daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'event']),
    authorities: Type.Array(Type.String()),
    basis: oneOf(['public', 'authorized', 'contract']),
    public_when: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
    legal_basis: oneOf(['public', 'authorized', 'contract']),
    pi_class: oneOf(['none', 'pi', 'pi_92']),
    art14_special: Type.Optional(Type.Boolean()),
    negative_type: Type.Optional(Type.String()),
    level: Type.Integer({ minimum: 1, maximum: 5 }),
    delivery: oneOf(['bulk', 'consent_pull', 'verify_only', 'wishful']),
    absence: Type.Optional(oneOf(['silent'])),
    publication_lag: Type.Optional(
      sourced(
        Type.Object({ months: Type.Integer({ minimum: 0 }), day: Type.Integer({ minimum: 1, maximum: 28 }) }),
      ),
    ),
    opens_at_share: Type.Optional(sourced(Type.Number({ exclusiveMinimum: 0, maximum: 1 }))),
    freshness_days: sourced(Type.Integer({ minimum: 1 })),
    /** One field that is the sum of some less others; a row where it is not is marked INCONSISTENT and comes in. */
    consistency: Type.Optional(
      Type.Object({
        total: Type.String(),
        plus: Type.Array(Type.String()),
        minus: Type.Array(Type.String()),
      }),
    ),
    fields: Type.Array(Field, { minItems: 1 }),
  },
  { additionalProperties: false },
)

export type DatasetField = Static<typeof Field>
export type DatasetDefinition = Static<typeof DatasetDefinition>

const read = readerOf(DatasetDefinition)

/**
 * A dataset's definition from JSON that `place` names. Refuses with `schema_mismatch` what does not fit.
 */
export function readDataset(value: unknown, place: string): DatasetDefinition {
  return read(value, place)
}
