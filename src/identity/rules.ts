import { type Static, Type } from 'typebox'
import { readerOf } from '#kernel'

const Text = Type.String({ minLength: 1 })
const Weight = Type.Object(
  { value: Type.Number({ minimum: 0 }), source: Text },
  { additionalProperties: false },
)
const Share = Type.Object(
  { value: Type.Number({ minimum: 0, maximum: 1 }), source: Text },
  { additionalProperties: false },
)
const Count = Type.Object(
  { value: Type.Integer({ minimum: 1, maximum: 100 }), source: Text },
  { additionalProperties: false },
)

/** How a region tells who is who: which dataset names enterprises, and what each agreement weighs. */
export const ResolveRulesShape = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    /** The dataset that names enterprises, and its fields; a field that the dataset lacks is not asked. */
    registry: Type.Object(
      {
        ...{ dataset: Text, name: Text, former_names: Text, region_code: Text },
        ...{ established_on: Text, status: Text, registration_no: Text },
      },
      { additionalProperties: false },
    ),
    weights: Type.Object(
      {
        ...{ brand: Weight, trade: Weight, form: Weight, place: Weight },
        ...{ branch: Weight, region_code: Weight, established_on: Weight },
      },
      { additionalProperties: false },
    ),
    /** How far parts agree, from 0 to 1, that are not the same. */
    agreements: Type.Object(
      { sounds: Share, one_character: Share, contains: Share },
      { additionalProperties: false },
    ),
    /** Candidates of a lower score, of 100, are not shown. */
    least_score: Weight,
    most_candidates: Count,
    /** How many candidates of the first sieve are scored. */
    sieve: Count,
  },
  { additionalProperties: false },
)

export type ResolveRules = Static<typeof ResolveRulesShape>

/** A region's rules from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export const readResolveRules = readerOf(ResolveRulesShape)
