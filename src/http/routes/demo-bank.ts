import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { refusals } from '#kernel'
import type { Door } from '../app.ts'
import { bodyOf, paramOf } from '../read.ts'
import { Named, OrNull, Text } from './shapes.ts'

const Id = Type.Object({ id: Text })
const Amount = Type.String({ pattern: '^[1-9]\\d{0,11}(\\.\\d{2})?$' })
const NewApplication = Type.Object(
  { uscc: Type.Optional(Type.String({ pattern: '^[0-9A-Z]{18}$' })), amount_cny: Amount },
  { additionalProperties: false },
)
const Draw = Type.Object({ amount_cny: Amount }, { additionalProperties: false })

const Application = Type.Object({
  application_id: Text,
  bank_name: Text,
  subject: Type.Object({ uscc: Text, name: Text }),
  amount_cny: Text,
  status: Type.Enum(['authorising', 'refused', 'expired', 'decided', 'drawn']),
  session_id: Text,
  authorise_url: Text,
  consent_id: OrNull(Text),
  advice: OrNull(
    Type.Object({
      outcome: Type.Enum(['pass', 'manual', 'decline']),
      outcome_name: Named,
      limit_cny: OrNull(Text),
      reasons: Type.Array(Type.Object({ code: Type.Integer(), text: Named })),
    }),
  ),
  decision: OrNull(
    Type.Object({ result: Type.Enum(['approved', 'rejected', 'manual']), limit_cny: OrNull(Text) }),
  ),
  drawn: OrNull(Type.Object({ amount_cny: Text, at: Text })),
  steps: Type.Array(
    Type.Object({
      step: Type.Enum(['apply', 'consent', 'advice', 'decision', 'draw']),
      seconds: Type.Number(),
    }),
  ),
})

const refuse = refusals({
  no_demo: ['not_found', 'this is no demo'],
})

/** 模拟银行: the app of a bank that is made up, for the demo alone; its users sign in nowhere. */
export async function demoBankRoutes(open: FastifyInstance, { front }: Door): Promise<void> {
  const bank = () => {
    if (front.demoBank === null) throw refuse('no_demo', {})
    return front.demoBank
  }
  open.post(
    '/demo/bank/applications',
    {
      schema: {
        summary: '模拟银行: an owner applies for a loan',
        security: [],
        body: NewApplication,
        response: { 201: Application },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await bank().apply(bodyOf<typeof NewApplication>(request))),
  )
  open.get(
    '/demo/bank/applications/:id',
    {
      schema: {
        summary: '模拟银行: an application as it stands',
        security: [],
        params: Id,
        response: { 200: Application },
      },
    },
    async (request) => bank().application(paramOf(request, 'id')),
  )
  open.post(
    '/demo/bank/applications/:id/decide',
    {
      schema: {
        summary: '模拟银行: asks for advice under the consent, decides, and reports what it decided',
        security: [],
        params: Id,
        response: { 200: Application },
      },
    },
    async (request) => bank().decide(paramOf(request, 'id')),
  )
  open.post(
    '/demo/bank/applications/:id/draw',
    {
      schema: {
        summary: '模拟银行: the owner draws',
        security: [],
        params: Id,
        body: Draw,
        response: { 200: Application },
      },
    },
    async (request) => bank().draw(paramOf(request, 'id'), bodyOf<typeof Draw>(request)),
  )
}
