import { type Static, Type } from 'typebox'
import { readerOf } from '#kernel'

const Count = Type.Object(
  { value: Type.Integer({ minimum: 1 }), source: Type.String({ minLength: 1 }) },
  { additionalProperties: false },
)

/** The clocks that the law sets for what is held of a firm (domain §2.6), each with its source. */
export const LawClocks = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    /** How long a natural person's negative information lives from the end of its event. */
    natural_negative_years: Count,
    objection_days: Count,
    public_check_workdays: Count,
    source_decision_workdays: Count,
    repair_decision_workdays: Count,
    penalty_removal_workdays: Count,
    /** How far back those who were shown a value are told that it was wrong. */
    correction_notice_days: Count,
  },
  { additionalProperties: false },
)

export type LawClocks = Static<typeof LawClocks>

const read = readerOf(LawClocks)

/** The clocks from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export function readClocks(value: unknown, place: string): LawClocks {
  return read(value, place)
}
