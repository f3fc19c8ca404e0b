import { type Static, Type } from 'typebox'
import { readerOf } from '#kernel'

const sourced = <Schema extends Parameters<typeof Type.Optional>[0]>(value: Schema) =>
  Type.Object({ value, source: Type.String({ minLength: 1 }) }, { additionalProperties: false })

const Share = Type.Number({ minimum: 0, maximum: 1 })
const Points = Type.Number({ minimum: 0 })
const Words = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })

/** What a region's graph goes by: each threshold with its source. Shares are of one. */
export const GraphRules = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    levels: sourced(Type.Integer({ minimum: 1, maximum: 30 })),
    control_share: sourced(Share),
    beneficial_share: sourced(Share),
    shown_share: sourced(Type.Number({ minimum: 0.001, maximum: 1 })),
    related: Type.Object(
      { share: sourced(Share), positions: sourced(Words), most: sourced(Type.Integer({ minimum: 1 })) },
      { additionalProperties: false },
    ),
    representatives: sourced(Words),
    execution_share: sourced(Share),
    crowd_size: sourced(Type.Integer({ minimum: 2 })),
    circle_size: sourced(Type.Integer({ minimum: 2 })),
    contagion: Type.Object(
      {
        decay: sourced(Share),
        cap: sourced(Points),
        risks: sourced(
          Type.Object(
            { dishonest: Points, serious_illegal: Points, restriction: Points },
            { additionalProperties: false },
          ),
        ),
        weights: sourced(Type.Object({ holding: Share, person: Share }, { additionalProperties: false })),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

export type GraphRules = Static<typeof GraphRules>

const read = readerOf(GraphRules)

/** The rules from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export function readGraphRules(value: unknown, place: string): GraphRules {
  return read(value, place)
}
