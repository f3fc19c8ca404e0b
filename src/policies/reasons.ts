import { type Static, Type } from 'typebox'
import { readerOf } from '#kernel'
import { refuse } from './refusals.ts'

const Text = Type.String({ minLength: 1 })

const Reason = Type.Object({ code: Type.Integer(), zh: Text, en: Text }, { additionalProperties: false })

/** The file of the public reasons. */
export const ReasonsSchema = Type.Object(
  { $schema: Type.Optional(Type.String()), reasons: Type.Array(Reason), source: Text },
  { additionalProperties: false },
)

/** One of the public reasons (domain §4g): all that an applicant is told of why; thresholds stay with the bank. */
export type Reason = Static<typeof Reason>

const read = readerOf(ReasonsSchema)

/** How many public reasons there are; their codes count from 1. */
export const reasons_n = 12

/** The public reasons from JSON that `place` names. Refuses with `reasons_incomplete` any but 1 to 12 in order. */
export function readReasons(value: unknown, place: string): readonly Reason[] {
  const { reasons } = read(value, place)
  const whole = reasons.length === reasons_n && reasons.every(({ code }, index) => code === index + 1)
  if (!whole) throw refuse('reasons_incomplete', { place, codes: `1–${reasons_n}` })
  return reasons
}
