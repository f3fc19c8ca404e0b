import { type Static, Type } from 'typebox'
import { oneOf, readerOf } from '#kernel'
import { Name } from '#sources'

/** What hinders or qualifies a value, from the lightest to the gravest; a value from DIV0 up is null. */
export const flags = [
  'OK',
  'ESTIMATED',
  'STALE',
  'DISPUTED',
  'DIV0',
  'INSUFFICIENT_HISTORY',
  'SUPPRESSED',
  'NO_RECORD',
  'NO_COVERAGE',
  'NOT_APPLICABLE',
] as const

/** What a reader of a value must be told besides its flag; the place of a mark is its bit. */
export const marks = [
  'SILENT',
  'SMALL_BASE',
  'PAYROLL_AGENT_SWITCH',
  'ASSUMED_DATE',
  'CNY_HOLD',
  'UNRATED',
  'APPROX',
  'PEER_BASE',
] as const

export type Flag = (typeof flags)[number]
export type Mark = (typeof marks)[number]

/** An indicator (domain §4d), defined once: its formula over symbols, parameters and other indicators. */
export const IndicatorDefinition = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    id: Type.String({ pattern: '^[A-Z]{2}[0-9]{3}$' }),
    code: Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
    name: Name,
    /** Of what it is told: an enterprise, unless it is of a product's whole answer, which its product works out. */
    scope: Type.Optional(oneOf(['enterprise', 'product'])),
    formula: Type.String({ minLength: 1 }),
    window: Type.String({ minLength: 1 }),
    unit: Type.String({ minLength: 1 }),
    direction: oneOf(['riskier', 'safer', 'two_sided']),
    parameters: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
        Type.Object(
          { value: Type.Number(), source: Type.String({ minLength: 1 }) },
          { additionalProperties: false },
        ),
      ),
    ),
    marks: Type.Optional(
      Type.Array(Type.Object({ mark: oneOf(marks), when: Type.String() }, { additionalProperties: false })),
    ),
    unless: Type.Optional(
      Type.Array(Type.Object({ flag: oneOf(flags), when: Type.String() }, { additionalProperties: false })),
    ),
    source: Type.String({ minLength: 1 }),
  },
  { additionalProperties: false },
)

/** What formulas read of one dataset: a value of each row, by a row formula over the dataset's fields. */
const SymbolShape = Type.Object(
  {
    id: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]*$' }),
    name: Name,
    dataset: Type.String(),
    row: Type.String({ minLength: 1 }),
    where: Type.Optional(Type.String({ minLength: 1 })),
    latest_by: Type.Optional(Type.String()),
    /** A row counts where another dataset has a row of the firm's that agrees in these fields: a unit that is mortgaged. */
    matching: Type.Optional(
      Type.Object(
        {
          dataset: Type.String(),
          on: Type.Array(Type.String(), { minItems: 1 }),
          where: Type.Optional(Type.String({ minLength: 1 })),
        },
        { additionalProperties: false },
      ),
    ),
    /** The day that a row of an event counts by, where it is another than its dataset's. */
    on: Type.Optional(Type.String()),
    /** Thresholds of the row formulas, by name. */
    parameters: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
        Type.Object(
          { value: Type.Number(), source: Type.String({ minLength: 1 }) },
          { additionalProperties: false },
        ),
      ),
    ),
    at: Type.Optional(oneOf(['every_month', 'last_month'])),
  },
  { additionalProperties: false },
)

/** The symbols of a region, in one file. */
export const SymbolDefinitions = Type.Object(
  { $schema: Type.Optional(Type.String()), symbols: Type.Array(SymbolShape) },
  { additionalProperties: false },
)

export type IndicatorDefinition = Static<typeof IndicatorDefinition>
export type SymbolDefinition = Static<typeof SymbolShape>

const readOne = readerOf(IndicatorDefinition)
const readAll = readerOf(SymbolDefinitions)

/** An indicator's definition from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export function readIndicator(value: unknown, place: string): IndicatorDefinition {
  return readOne(value, place)
}

/** The symbols of a region from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export function readSymbols(value: unknown, place: string): readonly SymbolDefinition[] {
  return readAll(value, place).symbols
}
