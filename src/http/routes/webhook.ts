import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'
import { bodyOf } from '../read.ts'
import { OrNull, Text } from './shapes.ts'

const NewWebhook = Type.Object(
  { url: Type.String({ minLength: 1, maxLength: 2000 }) },
  { additionalProperties: false },
)

const Webhook = Type.Object({
  url: Text,
  gone_at: OrNull(Text),
  deliveries: Type.Array(
    Type.Object({
      delivery_id: Text,
      url: Text,
      body: Text,
      status: Type.Enum(['waiting', 'delivered', 'given_up']),
      attempts: Type.Integer(),
      last_problem: OrNull(Text),
      made_at: Text,
      done_at: OrNull(Text),
    }),
  ),
})

/** Where a bank hears of what happens to its consents (Standard Webhooks). */
export async function webhookRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  api.put(
    '/webhook',
    {
      schema: {
        summary: 'Puts the institution’s webhook; the secret that signs what is sent is told this once',
        body: NewWebhook,
        response: { 200: Type.Object({ url: Text, secret: Text }) },
      },
    },
    async (request) => front.webhooks.put(actorOf(request.asker), bodyOf<typeof NewWebhook>(request).url),
  )
  api.get(
    '/webhook',
    {
      schema: {
        summary: 'The institution’s webhook, and what was sent there lately',
        response: { 200: Webhook },
      },
    },
    async (request) => front.webhooks.read(actorOf(request.asker)),
  )
}
