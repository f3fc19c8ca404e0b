import { Type } from 'typebox'
import type { Actor } from '#access'
import { canonicalJson, digestHex, instant, type Json, readerOf } from '#kernel'
import { type AdviceAnswer, type Answer, type Asking, advise, type Counter, queryProduct } from '#products'

const asked = {
  request_id: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  uscc: Type.String({ minLength: 1, maxLength: 32 }),
  purpose: Type.String({ minLength: 1, maxLength: 40 }),
  consent_id: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  as_of: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
}

/** What a product query says; what else stands in it are the inputs that the product's definition takes. */
export const QueryBody = Type.Object(asked, { additionalProperties: Type.String({ maxLength: 1000 }) })

/** What a request for advice says: as a query, and what the bank itself brings, which is not kept. */
export const DecisionBody = Type.Object(
  { ...asked, bank_inputs: Type.Optional(Type.Record(Type.String(), Type.Unknown())) },
  { additionalProperties: false },
)

const readQuery = readerOf(QueryBody)
const readDecision = readerOf(DecisionBody)

/** An actor's query of a product. */
export async function discloseProduct(
  counter: Counter,
  actor: Actor,
  product: string,
  sent: unknown,
): Promise<Answer> {
  const body = readQuery(sent, 'query')
  return queryProduct(counter, product, askingOf(counter, actor, product, body, inputsOf(body)))
}

/** An actor's request for advice by a policy. */
export async function discloseAdvice(
  counter: Counter,
  actor: Actor,
  policy: string,
  sent: unknown,
): Promise<AdviceAnswer> {
  const { bank_inputs, ...body } = readDecision(sent, 'decision')
  const asking = askingOf(
    counter,
    actor,
    policy,
    {
      ...body,
      bank_inputs: digestOfInputs(bank_inputs),
    },
    {},
  )
  return advise(counter, policy, asking, bank_inputs)
}

interface Body {
  readonly request_id?: string
  readonly uscc: string
  readonly purpose: string
  readonly consent_id?: string
  readonly as_of?: string
  readonly bank_inputs?: string
}

function askingOf(
  counter: Counter,
  actor: Actor,
  what: string,
  body: Body,
  inputs: Asking['inputs'],
): Asking {
  const text = canonicalJson({ what, ...body } as Json) // texts alone
  return {
    actor,
    request_id: body.request_id ?? `req_${Buffer.from(counter.random(16)).toString('hex')}`,
    uscc: body.uscc,
    purpose: body.purpose,
    consent_id: body.consent_id,
    as_of: body.as_of === undefined ? undefined : instant(body.as_of),
    inputs,
    body_digest: digestHex('gm', text),
  }
}

function inputsOf(body: Body): Asking['inputs'] {
  return Object.fromEntries(Object.entries(body).filter(([member]) => !(member in asked)))
}

// The bank's own figures take part in telling two requests apart, and nothing else of them is kept.
function digestOfInputs(bank_inputs: unknown): string {
  return bank_inputs === undefined ? '' : digestHex('gm', canonicalJson(bank_inputs as Json)) // JSON as it came
}
