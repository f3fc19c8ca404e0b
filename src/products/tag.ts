import { type Static, Type } from 'typebox'
import { readerOf } from '#kernel'

const Id = Type.String({ pattern: '^[a-z][a-z0-9_]*$' })
const Text = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) })
const Source = Type.String({ minLength: 1 })

/** Tags that an authority gives for a time: one for each value of `code`, called as the dataset calls that value. */
const Recognised = Type.Object(
  {
    id: Id,
    kind: Type.Literal('recognised'),
    dataset: Type.String(),
    ...{ code: Type.String(), certificate_no: Type.String() },
    ...{ issued_on: Type.String(), valid_to: Type.String(), revoked_on: Type.String() },
    source: Source,
  },
  { additionalProperties: false },
)

/** Tags by the value of an indicator. */
const ByIndicator = Type.Object(
  {
    id: Id,
    kind: Type.Literal('indicator'),
    indicator: Type.String(),
    values: Type.Array(Type.Object({ value: Type.Number(), code: Id, name: Text }), { minItems: 1 }),
    source: Source,
  },
  { additionalProperties: false },
)

/** Tags by the beginning of a code that stands in the one row of a dataset. */
const ByCode = Type.Object(
  {
    id: Id,
    kind: Type.Literal('code'),
    dataset: Type.String(),
    field: Type.String(),
    prefixes: Type.Array(Type.Object({ prefix: Type.String({ minLength: 1 }), code: Id, name: Text }), {
      minItems: 1,
    }),
    source: Source,
  },
  { additionalProperties: false },
)

/** What tags a region gives an enterprise, and by what (domain §3.6). */
export const TagRules = Type.Object(
  { $schema: Type.Optional(Type.String()), tags: Type.Array(Type.Union([Recognised, ByIndicator, ByCode])) },
  { additionalProperties: false },
)

export type TagRules = Static<typeof TagRules>
export type TagRule = TagRules['tags'][number]
export type RecognisedTags = Static<typeof Recognised>
export type IndicatorTags = Static<typeof ByIndicator>
export type CodeTags = Static<typeof ByCode>

const read = readerOf(TagRules)

/** A region's tags from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export function readTags(value: unknown, place: string): TagRules {
  return read(value, place)
}

/** The rules that some names mean, in their order; a name that no rule has means none. */
export function rulesNamed({ tags }: TagRules, ids: readonly string[]): readonly TagRule[] {
  return ids.flatMap((id) => tags.find((rule) => rule.id === id) ?? [])
}

/** What a rule reads of datasets, field by field. */
export function fieldsOfTag(rule: TagRule): readonly { readonly dataset: string; readonly field: string }[] {
  const { dataset, fields } = readBy(rule)
  return fields.map((field) => ({ dataset, field }))
}

function readBy(rule: TagRule): { readonly dataset: string; readonly fields: readonly string[] } {
  switch (rule.kind) {
    case 'recognised': {
      const { dataset, code, certificate_no, issued_on, valid_to, revoked_on } = rule
      return { dataset, fields: [code, certificate_no, issued_on, valid_to, revoked_on] }
    }
    case 'code':
      return { dataset: rule.dataset, fields: [rule.field] }
    case 'indicator':
      return { dataset: '', fields: [] }
  }
}
