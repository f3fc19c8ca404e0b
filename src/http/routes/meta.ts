import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Registry } from 'prom-client'
import type { Door } from '../app.ts'

/** What everybody may ask: whether we live, how we do, and what there is. */
export async function metaRoutes(app: FastifyInstance, { front }: Door): Promise<void> {
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  app.get('/healthz', { schema: { security: [], summary: 'Whether the bureau lives' } }, async () => {
    await front.alive()
    return { status: 'ok' }
  })
  app.get('/metrics', { schema: { security: [], summary: 'Metrics for Prometheus' } }, async (_, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  )
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  app.get('/docs', { schema: { hide: true } }, async (_, reply) => reply.redirect('/openapi.json'))
  app.get('/demo/try', { schema: { hide: true } }, async (_, reply) =>
    reply.type('text/x-shellscript; charset=utf-8').send(await front.tryScript()),
  )
}
