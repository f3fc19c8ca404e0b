import { type Static, Type } from 'typebox'
import { oneOf, readerOf } from '#kernel'
import { Name } from '#sources'

/** What the size of an enterprise may be measured by: employees in persons, revenue and assets in 10,000 yuan. */
export const size_measures = ['employees', 'revenue', 'assets'] as const

/** From the smallest up; the place of a size is its number. */
export const sizes = ['micro', 'small', 'medium', 'large'] as const

export type SizeMeasure = (typeof size_measures)[number]

/**
 * One trade: the beginnings of its industry codes, and for each of its measures in order the least of a medium and of a
 * small enterprise, and what an SME stays below in at least one of them.
 */
const Trade = Type.Object(
  {
    id: Type.String(),
    name: Name,
    industry: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
    measures: Type.Array(oneOf(size_measures), { minItems: 1 }),
    medium: Type.Array(Type.Number()),
    small: Type.Array(Type.Number()),
    sme_below: Type.Array(Type.Number()),
  },
  { additionalProperties: false },
)

/** How large an enterprise is, by its trade (工信部联企业〔2011〕300号). */
export const SizeTable = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    source: Type.String({ minLength: 1 }),
    trades: Type.Array(Trade, { minItems: 1 }),
  },
  { additionalProperties: false },
)

export type SizeTable = Static<typeof SizeTable>
export type Trade = Static<typeof Trade>

const read = readerOf(SizeTable)

/** The table of sizes from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export function readSizes(value: unknown, place: string): SizeTable {
  return read(value, place)
}
