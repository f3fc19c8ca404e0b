import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { ChoiceBody, ConsentSessionBody } from '#platform'
import type { Door } from '../app.ts'
import { actorOf, ownerOf } from '../asker.ts'
import { bodyOf, paramOf } from '../read.ts'
import { AuthorisationShape, Named, NamedScope, OrNull, Receipt, Text } from './shapes.ts'

const Id = Type.Object({ id: Type.String({ pattern: '^cs_[\\w-]{32}$' }) })
const Status = Type.Enum(['open', 'granted', 'narrowed', 'refused', 'expired'])

const SessionView = Type.Object({
  session_id: Text,
  request_id: Text,
  status: Status,
  bank_name: Text,
  contact: Text,
  subject: Type.Object({ uscc: Text, name: Text }),
  purpose: Text,
  purpose_name: Named,
  product_names: Type.Array(Named),
  term_months: Type.Integer(),
  scopes_named: Type.Array(NamedScope),
  expires_at: Text,
  consent_id: OrNull(Text),
  return_to: OrNull(Text),
  simulated: Type.Boolean(),
})

const SessionOutcome = Type.Object({
  status: Status,
  consent_id: OrNull(Text),
  receipt: OrNull(Receipt),
  return_to: OrNull(Text),
})

/** What whoever has the address of a hosted page may read, before anybody signs in. */
export async function consentPageRoutes(open: FastifyInstance, { front }: Door): Promise<void> {
  open.get(
    '/consent-sessions/:id',
    {
      schema: {
        summary: 'The page by its address, which nobody can guess',
        security: [],
        params: Id,
        response: { 200: SessionView },
      },
    },
    async (request) => front.consentSessions.read(paramOf(request, 'id')),
  )
}

/** The page that we host for a bank, on which an owner authorises without leaving the bank’s flow. */
export async function consentSessionRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  const { consentSessions } = front
  api.post(
    '/consent-sessions',
    {
      schema: {
        summary: 'Opens a page on which an owner answers a request and returns to the bank',
        body: ConsentSessionBody,
        response: { 201: Type.Object({ session_id: Text, url: Text, qr_svg: Text, expires_at: Text }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await consentSessions.open(actorOf(request.asker), request.body)),
  )
  api.post(
    '/consent-sessions/:id/text',
    {
      schema: {
        summary: 'The text that the owner would sign for these scopes',
        params: Id,
        body: ChoiceBody,
        response: { 200: AuthorisationShape },
      },
    },
    async (request) =>
      consentSessions.text(
        ownerOf(request.asker),
        paramOf(request, 'id'),
        bodyOf<typeof ChoiceBody>(request),
      ),
  )
  api.post(
    '/consent-sessions/:id/grant',
    {
      schema: {
        summary: 'The owner signs, perhaps for less than was asked for',
        params: Id,
        body: ChoiceBody,
        response: { 200: SessionOutcome },
      },
    },
    async (request) =>
      consentSessions.grant(
        ownerOf(request.asker),
        paramOf(request, 'id'),
        bodyOf<typeof ChoiceBody>(request),
      ),
  )
  api.post(
    '/consent-sessions/:id/refuse',
    { schema: { summary: 'The owner says no', params: Id, response: { 200: SessionOutcome } } },
    async (request) => consentSessions.refuse(ownerOf(request.asker), paramOf(request, 'id')),
  )
}
