import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { ChoiceBody, OwnerChangeBody } from '#platform'
import type { Door } from '../app.ts'
import { ownerOf } from '../asker.ts'
import { bodyOf, paramOf } from '../read.ts'
import { AuthorisationShape, Named, NamedScope, OrNull, Receipt, Text } from './shapes.ts'

const Id = Type.Object({ id: Text })

const OwnerRequest = Type.Object({
  request_id: Text,
  status: Type.Enum(['requested', 'granted', 'narrowed', 'refused', 'expired']),
  bank_name: Text,
  contact: Text,
  purpose: Text,
  purpose_name: Named,
  product_names: Type.Array(Named),
  scopes_named: Type.Array(NamedScope),
  term_months: Type.Integer(),
  requested_at: Text,
  expires_at: Text,
  answered_at: OrNull(Text),
  consent_id: OrNull(Text),
})

const consent_states = [
  ...(['granted', 'narrowed', 'paused', 'termination_requested'] as const),
  ...(['expired', 'withdrawn', 'superseded'] as const),
]

const OwnerConsent = Type.Object({
  consent_id: Text,
  version: Type.Integer(),
  status: Type.Enum(consent_states),
  bank_name: Text,
  contact: Text,
  purpose: Text,
  purpose_name: Named,
  product_names: Type.Array(Named),
  scopes: Type.Array(Text),
  scopes_named: Type.Array(NamedScope),
  valid_from: Text,
  valid_to: OrNull(Text),
  channel: Type.Enum(['bank_app', 'platform_h5', 'inbox']),
  post_loan_monitoring: Type.Boolean(),
  queries_made: Type.Integer(),
  granted_at: Text,
  termination_requested_at: OrNull(Text),
  withdrawn_at: OrNull(Text),
})
const ReceiptedConsent = Type.Object({ ...OwnerConsent.properties, receipt: Receipt })

const OwnerQueries = Type.Object({
  rows: Type.Array(
    Type.Object({
      at: Text,
      institution_name: Text,
      person_name: OrNull(Text),
      purpose: Text,
      purpose_name: Named,
      product: Type.Object({ id: Text, name: Named }),
      datasets: Type.Array(Type.Object({ id: Text, name: Named })),
      fields_count: Type.Integer(),
      refusal_code: OrNull(Text),
      outcome: OrNull(Type.Object({ result: Text, limit_cny: OrNull(Text), decided_at: Text })),
      leaf_hash: Text,
    }),
  ),
  next: OrNull(Text),
})

/** The owner's inbox: what is asked of its firm, what it lets be seen, and who looked. */
export async function ownerRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  const { owners } = front
  api.get(
    '/owner/requests',
    {
      schema: {
        summary: 'What banks ask of the owner’s firm, the newest first',
        response: { 200: Type.Array(OwnerRequest) },
      },
    },
    async ({ asker }) => owners.requests(ownerOf(asker)),
  )
  api.get(
    '/owner/consents',
    {
      schema: {
        summary: 'What the owner’s firm lets whom see, the newest first',
        response: { 200: Type.Array(OwnerConsent) },
      },
    },
    async ({ asker }) => owners.consents(ownerOf(asker)),
  )
  api.get(
    '/owner/queries',
    {
      schema: {
        summary: 'Who asked about the owner’s firm, what was shown and what became of it, the newest first',
        querystring: Type.Object({ before: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })) }),
        response: { 200: OwnerQueries },
      },
    },
    async ({ asker, query }) => owners.queries(ownerOf(asker), (query as { before?: string }).before), // the schema has read it
  )
  answerRoutes(api, owners)
}

function answerRoutes(api: FastifyInstance, owners: Door['front']['owners']): void {
  api.post(
    '/owner/requests/:id/text',
    {
      schema: {
        summary: 'The text that the owner would sign for these scopes',
        params: Id,
        body: ChoiceBody,
        response: { 200: AuthorisationShape },
      },
    },
    async (request) =>
      owners.text(ownerOf(request.asker), paramOf(request, 'id'), bodyOf<typeof ChoiceBody>(request)),
  )
  api.post(
    '/owner/requests/:id/grant',
    {
      schema: {
        summary: 'The owner says yes to a request, perhaps to less than was asked for',
        params: Id,
        body: ChoiceBody,
        response: { 200: ReceiptedConsent },
      },
    },
    async (request) =>
      owners.grant(ownerOf(request.asker), paramOf(request, 'id'), bodyOf<typeof ChoiceBody>(request)),
  )
  api.post(
    '/owner/requests/:id/refuse',
    { schema: { summary: 'The owner says no to a request', params: Id, response: { 200: OwnerRequest } } },
    async (request) => owners.refuse(ownerOf(request.asker), paramOf(request, 'id')),
  )
  for (const verb of ['narrow', 'pause', 'resume', 'withdraw'] as const) {
    api.post(
      `/owner/consents/:id/${verb}`,
      {
        schema: {
          summary: `What the owner does with a consent: ${verb}`,
          params: Id,
          body: OwnerChangeBody,
          response: { 200: ReceiptedConsent },
        },
      },
      async (request) => {
        const change = bodyOf<typeof OwnerChangeBody>(request)
        return owners.change(ownerOf(request.asker), paramOf(request, 'id'), verb, change)
      },
    )
  }
}
