import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { refusals } from '#kernel'
import { type Front, SignedPush } from '#platform'
import type { Door } from '../app.ts'
import { actorOf, clientOf } from '../asker.ts'
import { paramOf } from '../read.ts'
import { OrNull, Text } from './shapes.ts'

const bytes_type = 'application/offset+octet-stream'

const Delivery = Type.Object({
  delivery_id: Text,
  state: Type.Enum(['receiving', 'waiting', 'done', 'refused']),
  ...{ source: Text, dataset: Text, file: Text },
  ...{ bytes: Type.Integer(), received: Type.Integer() },
  made_at: Text,
  done_at: OrNull(Text),
  outcome: Type.Unknown(),
})

const params = Type.Object({ id: Text })

const refuse = refusals({
  upload_type_unknown: ['bad_request', 'bytes came as {content_type}; send them as {bytes_type}'],
  upload_offset_missing: ['bad_request', 'say in Upload-Offset how many bytes are here already'],
})

/** How a source delivers over HTTP: a signed promise, then the bytes, in as many requests as the line needs. */
export async function deliveryRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  // The bytes go to disk as they come; the limit on bodies that are read whole is not theirs.
  api.addContentTypeParser(bytes_type, (_, payload, done) => done(null, payload))
  api.post(
    '/deliveries',
    {
      schema: {
        summary: 'Promises a file: what it holds, how long it is and its SM3 digest, signed',
        body: SignedPush,
        response: { 201: Delivery },
      },
    },
    async (request, reply) => {
      const delivery = await front.pushes.begin(clientOf(request.asker), request.body)
      return withOffset(reply.code(201), delivery).send(delivery)
    },
  )
  api.get(
    '/deliveries/:id',
    {
      schema: {
        summary: 'What became of a delivery, and how many of its bytes are here',
        params,
        response: { 200: Delivery },
      },
    },
    async (request, reply) => {
      const delivery = await front.pushes.read(actorOf(request.asker), paramOf(request, 'id'))
      return withOffset(reply, delivery).send(delivery)
    },
  )
  api.patch(
    '/deliveries/:id',
    {
      schema: {
        summary: 'Sends bytes behind those that are here; the last of them has the file checked and loaded',
        consumes: [bytes_type],
        params,
        headers: Type.Object({ 'upload-offset': Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })) }),
        response: { 200: Delivery },
      },
    },
    async (request, reply) => {
      const offset = request.headers['upload-offset']
      if (typeof offset !== 'string') throw refuse('upload_offset_missing', {})
      const content_type = request.headers['content-type'] ?? 'nothing'
      if (content_type !== bytes_type) throw refuse('upload_type_unknown', { content_type, bytes_type })
      const chunks = request.body as AsyncIterable<Uint8Array> // our own parser hands the stream on
      const client = clientOf(request.asker)
      const delivery = await front.pushes.append(client, paramOf(request, 'id'), Number(offset), chunks)
      return withOffset(reply, delivery).send(delivery)
    },
  )
}

function withOffset(reply: FastifyReply, { received, bytes }: Awaited<ReturnType<Front['pushes']['read']>>) {
  return reply.headers({ 'upload-offset': received, 'upload-length': bytes, 'cache-control': 'no-store' })
}
