import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { ConsentAnswerBody, ConsentRequestBody, SignedConsent } from '#platform'
import type { Door } from '../app.ts'
import { actorOf, clientOf } from '../asker.ts'

const Id = Type.Object({ id: Type.String() })
const Open = Type.Object({}, { additionalProperties: true })

/** Consents: posted by a bank's app, or requested of the owner and answered through the inbox. */
export async function consentRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  api.post(
    '/consents',
    {
      schema: {
        summary: 'Posts a consent that was signed in the bank’s own app',
        body: SignedConsent,
        response: { 201: Open },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await front.postConsent(clientOf(request.asker), request.body)),
  )
  api.get(
    '/consents/:id',
    { schema: { summary: 'A consent as it stands', params: Id, response: { 200: Open } } },
    async (request) => front.consent(actorOf(request.asker), idOf(request.params)),
  )
  api.get(
    '/consents/:id/evidence',
    { schema: { summary: 'The evidence of a consent', params: Id, response: { 200: Open } } },
    async (request) => front.evidence(actorOf(request.asker), idOf(request.params)),
  )
  api.post(
    '/consent-requests',
    { schema: { summary: 'Asks an owner for a consent', body: ConsentRequestBody, response: { 201: Open } } },
    async (request, reply) =>
      reply.code(201).send(await front.requestConsent(actorOf(request.asker), request.body)),
  )
  api.post(
    '/consent-requests/:id/:verb',
    {
      schema: {
        summary: 'The owner’s answer to a request: grant (as signed, perhaps narrower) or refuse',
        params: Type.Object({ id: Type.String(), verb: Type.Enum(['grant', 'refuse']) }),
        body: ConsentAnswerBody,
        response: { 200: Open },
      },
    },
    async (request) =>
      front.answerRequest(
        clientOf(request.asker),
        idOf(request.params),
        verbOf(request.params),
        request.body,
      ),
  )
  api.post(
    '/consents/:id/:verb',
    {
      schema: {
        summary: 'What an owner does with a consent: narrow, pause, resume, withdraw',
        params: Type.Object({
          id: Type.String(),
          verb: Type.Enum(['narrow', 'pause', 'resume', 'withdraw']),
        }),
        body: ConsentAnswerBody,
        response: { 200: Open },
      },
    },
    async (request) =>
      front.changeConsent(actorOf(request.asker), idOf(request.params), verbOf(request.params), request.body),
  )
}

function idOf(params: unknown): string {
  return (params as { id: string }).id // the schema has read it
}

function verbOf(params: unknown): string {
  return (params as { verb: string }).verb // the schema has read it
}
