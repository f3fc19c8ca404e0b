import { type Static, Type } from 'typebox'
import { type Day, oneOf, readerOf } from '#kernel'
import { Contract } from './contract.ts'
import { Name, sourced } from './definition.ts'
import { FrontEnd } from './front-end/definition.ts'
import { refuse } from './refusals.ts'

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

/** What the columns of a source's files mean to us, where they are not named as our fields are. */
const Columns = Type.Object(
  {
    dataset: Type.String(),
    /** Words that stand for an empty cell. */
    empty_words: Type.Array(Type.String()),
    fields: Type.Record(Type.String(), Reading),
    /** Columns of the file that are not read. */
    unread: Type.Array(Type.String()),
  },
  { additionalProperties: false },
)

/** Where a source answers for one firm at the moment of a query, and how long it is waited for. */
const Pull = Type.Object(
  {
    url: Type.String({ pattern: '^https?://' }),
    timeout_ms: sourced(Type.Integer({ minimum: 1, maximum: 60_000 })),
    /** For which of its datasets it answers so; for all unless told. */
    datasets: Type.Optional(Type.Array(Type.String(), { minItems: 1, uniqueItems: true })),
  },
  { additionalProperties: false },
)

/** A source: who delivers which datasets, from what lawful source, under what contract, and in what columns. */
export const SourceDefinition = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    id: Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
    name: Name,
    kind: oneOf(['authority', 'commercial', 'bank', 'platform']),
    authority: Type.String(),
    /** Who a commercial source is, by an id of its own. */
    provider: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9_]*$' })),
    datasets: Type.Array(Type.String(), { minItems: 1, uniqueItems: true }),
    /** Of these datasets what it says stands where another source says otherwise (REQ-REP-02). */
    prevails_in: Type.Optional(Type.Array(Type.String(), { minItems: 1, uniqueItems: true })),
    lawful_source: Name,
    contract: Contract,
    columns: Type.Optional(Columns),
    front_end: Type.Optional(FrontEnd),
    pull: Type.Optional(Pull),
  },
  { additionalProperties: false },
)

export type SourceDefinition = Static<typeof SourceDefinition>
export type SourceReading = Static<typeof Reading>
export type SourceColumns = Static<typeof Columns>

const read = readerOf(SourceDefinition)

/** A source's definition from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export function readSource(value: unknown, place: string): SourceDefinition {
  return read(value, place)
}

/** What the columns of a source's files of a dataset mean; undefined where they are named as the fields are. */
export function columnsOf(source: SourceDefinition | undefined, dataset: string): SourceColumns | undefined {
  return source?.columns?.dataset === dataset ? source.columns : undefined
}

/** Whether a source is asked for a dataset at the moment of a query. */
export function isAskedFor({ pull, datasets }: SourceDefinition, dataset: string): boolean {
  return pull !== undefined && datasets.includes(dataset) && (pull.datasets?.includes(dataset) ?? true)
}

/** Whether a source may still deliver on a day: the last day of its review is one of them. */
export function isInForce({ contract }: SourceDefinition, on: Day): boolean {
  return contract.signed_on <= on && on <= contract.review_until
}

/**
 * Refuses a delivery that no reviewed source stands behind (REQ-COL-02, REQ-COL-03): that of the named source, or of
 * any that delivers the dataset where none is named.
 */
export function requireSource(
  sources: readonly SourceDefinition[],
  delivery: { readonly dataset: string; readonly source: SourceDefinition | undefined },
  on: Day,
): void {
  const { dataset, source } = delivery
  const able = (source === undefined ? sources : [source]).filter(({ datasets }) =>
    datasets.includes(dataset),
  )
  const [first] = able
  if (first === undefined) throw refuse('source_none', { dataset, source: source?.id ?? 'no source' })
  if (able.some((each) => isInForce(each, on))) return
  const { review_until } = first.contract
  throw refuse('source_review_over', { source: first.id, dataset, on, review_until })
}
