import { Type } from 'typebox'
import { oneOf } from '#kernel'
import { Name, sourced } from './definition.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Share = Type.Number({ minimum: 0, maximum: 1 })

/**
 * What was agreed with a source (REQ-COL-02, REQ-COL-03): by which paper, who looked at it and until when that holds,
 * who answers for what, what it costs and promises, and how it ends.
 */
export const Contract = Type.Object(
  {
    contract_no: Type.String({ minLength: 1 }),
    signed_on: Day,
    /** The four checks of a provider, each on its day. */
    reviewed_on: Type.Object(
      { origin: Day, quality: Day, security: Day, authorisation: Day },
      { additionalProperties: false },
    ),
    /** The last day on which deliveries are taken without another review. */
    review_until: Day,
    /** How the consent of those concerned reaches us, or why none is needed. */
    consent_chain: Name,
    /** Which duties are the source's and which are ours. */
    duties: Name,
    price: Type.Object(
      {
        model: oneOf(['free', 'per_hit', 'flat']),
        cny: Type.String({ pattern: '^\\d+\\.\\d{2}$' }),
        source: Type.String({ minLength: 1 }),
      },
      { additionalProperties: false },
    ),
    service_level: Type.Object(
      {
        hit_rate: sourced(Share),
        availability: sourced(Share),
        /** Of an answer at the moment of a query; a source that delivers files promises none. */
        p95_ms: Type.Optional(sourced(Type.Integer({ minimum: 1 }))),
      },
      { additionalProperties: false },
    ),
    resale: Name,
    exit: Name,
  },
  { additionalProperties: false },
)
