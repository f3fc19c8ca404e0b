import { type Static, Type } from 'typebox'
import { type Day, day, type Instant, instant, oneOf, readerOf } from '#kernel'
import { purposes } from './consent.ts'

const Name = Type.String({ minLength: 1, maxLength: 200 })
const Id = Type.String({ minLength: 1, maxLength: 100 })
const Sm3 = Type.String({ pattern: '^[0-9a-f]{64}$' })
const DayText = Type.Unsafe<Day>(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }))
const InstantText = Type.Unsafe<Instant>(
  Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?(Z|[+-]\\d{2}:\\d{2})$' }),
)
const Scopes = Type.Array(Id, { uniqueItems: true, maxItems: 200 })

const Signer = Type.Object(
  {
    role: oneOf(['legal_rep', 'agent', 'proprietor']),
    name_masked: Name,
    id_hash_sm3_salted: Sm3,
    auth_factors: Type.Array(Id, { uniqueItems: true }),
    /** An agent's power of attorney (REQ-CON-13). */
    power_of_attorney: Type.Optional(
      Type.Object({
        poa_id: Id,
        valid_from: DayText,
        valid_to: DayText,
        legal_rep_id_hash_sm3_salted: Sm3,
      }),
    ),
  },
  { additionalProperties: false },
)

/** What the signer signs: its canonical JSON, byte for byte. */
export const ConsentPayload = Type.Object(
  {
    template_id: Id,
    template_version: Type.Integer({ minimum: 1 }),
    template_hash_sm3: Sm3,
    shown_text_hash_sm3: Sm3,
    subject: Type.Object(
      {
        uscc: Type.String({ pattern: '^[0-9A-Z]{18}$' }),
        subject_type: oneOf(['enterprise', 'individual_business', 'cooperative']),
        name: Name,
      },
      { additionalProperties: false },
    ),
    signer: Signer,
    grantee: Type.Object(
      { institution_id: Id, node_id: Id, parent_may_see: Type.Boolean(), contact: Name },
      { additionalProperties: false },
    ),
    purpose: oneOf(purposes),
    scopes: Scopes,
    required_scopes: Scopes,
    optional_scopes: Scopes,
    products: Type.Array(Id, { uniqueItems: true, minItems: 1, maxItems: 100 }),
    art14_special: Type.Optional(Type.Object({ items: Type.Array(Name), notice_hash_sm3: Sm3 })),
    valid_from: DayText,
    valid_to: Type.Union([DayText, Type.Null()]),
    max_queries: Type.Optional(Type.Integer({ minimum: 1 })),
    post_loan_monitoring: Type.Boolean(),
    loan_ref_hash: Type.Optional(Sm3),
    until_settlement: Type.Optional(Type.Boolean()),
    supersedes: Type.Optional(Id),
    entry: Type.Optional(oneOf(['deep_i_qi', 'bank_link', 'qr', 'portal'])),
    signed_at: InstantText,
  },
  { additionalProperties: false },
)

export type ConsentPayload = Static<typeof ConsentPayload>

/** A consent as it comes: what was signed, the text that was shown, and the signature over the canonical payload. */
export const SignedConsent = Type.Object(
  {
    payload: ConsentPayload,
    shown_text: Type.String({ minLength: 1, maxLength: 50_000 }),
    signature: Type.Object(
      { kid: Id, alg: oneOf(['ES256', 'SM2-with-SM3']), value: Type.String({ pattern: '^[\\w-]{86}$' }) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

export type SignedConsent = Static<typeof SignedConsent>

const read = readerOf(SignedConsent)

/** A signed consent from what came. Refuses with `schema_mismatch`, and days and instants that are none. */
export function readSignedConsent(value: unknown): SignedConsent {
  const signed = read(value, 'consent')
  const { valid_from, valid_to, signed_at } = signed.payload
  for (const on of [valid_from, ...(valid_to === null ? [] : [valid_to])]) day(on)
  instant(signed_at)
  return signed
}
