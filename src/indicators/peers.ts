import { type Static, Type } from 'typebox'
import { readerOf, refusals } from '#kernel'

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
    /** To how many digits a distribution is told. */
    digits: Type.Object(
      { value: Type.Integer({ minimum: 1, maximum: 15 }), source: Type.String({ minLength: 1 }) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

export type PeerRules = Static<typeof PeerRules>

const read = readerOf(PeerRules)

const refuse = refusals({
  peers_missing: ['unprocessable', 'the region does not say who is compared with whom: it has no peers.json'],
})

/** The rules of comparison from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export function readPeers(value: unknown, place: string): PeerRules {
  return read(value, place)
}

/** The rules of comparison of a region. Refuses `peers_missing`. */
export function peersOf({ peers }: { readonly peers?: PeerRules | undefined }): PeerRules {
  if (peers === undefined) throw refuse('peers_missing', {})
  return peers
}
