import { Type } from 'typebox'
import { SignedConsent } from '#consent'
import { oneOf } from '#kernel'

const Id = Type.String({ minLength: 1, maxLength: 100 })
const Ids = Type.Array(Id, { uniqueItems: true, maxItems: 200 })

/** What a bank asks an owner for. */
export const ConsentRequestBody = Type.Object(
  {
    request_id: Id,
    uscc: Type.String({ pattern: '^[0-9A-Z]{18}$' }),
    purpose: oneOf(['pre_loan', 'in_loan', 'post_loan', 'guarantee_check', 'prospecting', 'joint_modelling']),
    required_scopes: Ids,
    optional_scopes: Ids,
    products: Type.Array(Id, { minItems: 1, uniqueItems: true, maxItems: 100 }),
    term_months: Type.Integer({ minimum: 1, maximum: 60 }),
    contact: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
)

const Address = Type.String({ minLength: 1, maxLength: 2000 })

/** What a bank asks for with a page that we host: the request, and where the owner goes when it has answered. */
export const ConsentSessionBody = Type.Object(
  {
    request: ConsentRequestBody,
    /** Left out where the owner scans the page with its own telephone: it goes on to its inbox. */
    return_url: Type.Optional(Address),
    state: Type.String({ minLength: 1, maxLength: 500 }),
    webhook_url: Type.Optional(Address),
  },
  { additionalProperties: false },
)

/** What an owner chooses of a request, and the digest of the text that it was shown. */
export const ChoiceBody = Type.Object(
  {
    scopes: Ids,
    post_loan_monitoring: Type.Optional(Type.Boolean()),
    shown_text_hash_sm3: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  },
  { additionalProperties: false },
)

/** What an owner does with a consent of its own: less, or for less long. */
export const OwnerChangeBody = Type.Object(
  {
    scopes: Type.Optional(Ids),
    valid_to: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
  },
  { additionalProperties: false },
)

/** What an owner answers, or does with a consent: signed where it grants, less where it narrows. */
export const ConsentAnswerBody = Type.Object(
  {
    signed: Type.Optional(SignedConsent),
    scopes: Type.Optional(Ids),
    products: Type.Optional(Ids),
    valid_to: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
  },
  { additionalProperties: false },
)

/** What a bank decided itself. */
export const BankDecisionBody = Type.Object(
  {
    result: oneOf(['approved', 'rejected', 'withdrawn']),
    limit_cny: Type.Optional(Type.String({ pattern: '^\\d{1,16}(\\.\\d{2})?$' })),
    reject_code: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
    decided_at: Type.Optional(Type.String({ maxLength: 40 })),
  },
  { additionalProperties: false },
)
