import { type Static, Type } from 'typebox'
import { oneOf, readerOf } from '#kernel'

/** A name in Chinese, which is the display name, and in English. */
export const Name = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) })

/** A threshold is a value and where it comes from: never a literal in code. */
export const sourced = <Schema extends Parameters<typeof Type.Optional>[0]>(value: Schema) =>
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
    /** Stored only added up: customers' names, prices, formulas (REQ-COL-07). */
    trade_secret: Type.Optional(Type.Boolean()),
    /** What each value of an enum is called. */
    labels: Type.Optional(Type.Record(Type.String(), Name)),
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

/** Whose account a row is of: a meter or a number at a fund, which `id_crosswalk` says who uses. */
const Account = Type.Object(
  { field: Type.String(), kind: oneOf(['ss', 'hf', 'elec', 'water', 'gas', 'estate']) },
  { additionalProperties: false },
)

/** What is looked at when a batch has come in; none of it refuses a row. */
const Quality = Type.Object(
  {
    /**
     * A change from the month before of more than so many deviations of the firm's own months, and of more than
     * `least`, is held for a person; see the region's rules of intake for how many months are looked at.
     */
    jumps: Type.Optional(
      Type.Array(
        Type.Object(
          {
            field: Type.String(),
            sigma: sourced(Type.Number({ exclusiveMinimum: 0 })),
            least: sourced(Type.Number({ minimum: 0 })),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    /** A field that another dataset of the same firm and month says too. */
    across: Type.Optional(
      Type.Array(
        Type.Object({
          field: Type.String(),
          dataset: Type.String(),
          equals: Type.String(),
          source: Type.String({ minLength: 1 }),
        }),
      ),
    ),
    /** The share of the registry's active enterprises of which a complete delivery has rows. */
    completeness: Type.Optional(sourced(Type.Number({ exclusiveMinimum: 0, maximum: 1 }))),
  },
  { additionalProperties: false },
)

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
    /** About whom a row is: an enterprise by its code, or nobody, such as an index of an industry. */
    subject: Type.Optional(oneOf(['enterprise', 'none'])),
    kind: oneOf(['month', 'event', 'state']),
    grain: Type.Array(Type.String()),
    month: Type.Optional(RowMonth),
    event_on: Type.Optional(Type.String()),
    account: Type.Optional(Account),
    /** The day on which the act or event ended; empty where it goes on. CIR 16 counts five years from it. */
    ends_on: Type.Optional(Type.String()),
    /** The last day of its public display. */
    display_until: Type.Optional(Type.String()),
    /** The day from which it has left every answer (REQ-REP-01). */
    repaired_on: Type.Optional(Type.String()),
    frequency: oneOf(['daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'event']),
    authorities: Type.Array(Type.String()),
    basis: oneOf(['public', 'authorized', 'contract']),
    public_when: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
    legal_basis: oneOf(['public', 'authorized', 'contract']),
    pi_class: oneOf(['none', 'pi', 'pi_92']),
    art14_special: Type.Optional(Type.Boolean()),
    /** CIR 44(3): nothing else may be called negative. */
    negative_type: Type.Optional(
      oneOf(['contract_default', 'administrative_penalty', 'judgment_enforcement']),
    ),
    /** How it may come to us (CIR 21, REQ-COL-06). */
    acquisition_channel: oneOf([
      'subject',
      'counterparty',
      'association',
      'public_government',
      'published_judgment',
      'authorized_public_data',
    ]),
    retention: sourced(Type.Object({ years: Type.Integer({ minimum: 1 }) })),
    level: Type.Integer({ minimum: 1, maximum: 5 }),
    delivery: oneOf(['bulk', 'consent_pull', 'verify_only', 'wishful']),
    /**
     * What a firm without a row in a month whose delivery is complete says: `silent`, that it has fallen silent;
     * `zero`, that there was nothing.
     */
    absence: Type.Optional(oneOf(['silent', 'zero'])),
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
    quality: Type.Optional(Quality),
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
