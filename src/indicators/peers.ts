import { type Static, Type } from 'typebox'
import { readerOf } from '#kernel'

/** Who is compared with whom: firms of one industry and one size, where there are enough of them. */
export const PeerRules = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    /** The symbol that gives the industry, and the indicator that gives the size. */
    industry: Type.String(),
    size: Type.String(),
    least: Type.Object(
      { value: Type.Integer({ minimum: 1 }), source: Type.String({ minLength: 1 }) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

export type PeerRules = Static<typeof PeerRules>

const read = readerOf(PeerRules)

/** The rules of comparison from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export function readPeers(value: unknown, place: string): PeerRules {
  return read(value, place)
}
