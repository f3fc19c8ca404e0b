import type { IncomingMessage, ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import middie from '@fastify/middie'
import rateLimit from '@fastify/rate-limit'
import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import Fastify, { type FastifyInstance } from 'fastify'
import { Refusal } from '#kernel'
import type { Front } from '#platform'
import { type Asker, askerOf, nameOf } from './asker.ts'
import { problemOf, refusalOfFramework } from './problem.ts'
import { auditRoutes } from './routes/audit.ts'
import { consentPageRoutes, consentSessionRoutes } from './routes/consent-sessions.ts'
import { consentRoutes } from './routes/consents.ts'
import { correctionRoutes } from './routes/corrections.ts'
import { decisionRoutes } from './routes/decisions.ts'
import { deliveryRoutes } from './routes/deliveries.ts'
import { demoBankRoutes } from './routes/demo-bank.ts'
import { dictionaryRoutes } from './routes/dictionary.ts'
import { enterpriseRoutes } from './routes/enterprises.ts'
import { factRoutes } from './routes/facts.ts'
import { graphRoutes } from './routes/graph.ts'
import { identityRoutes } from './routes/identity.ts'
import { indicatorRoutes } from './routes/indicators.ts'
import { institutionRoutes } from './routes/institution.ts'
import { metaRoutes } from './routes/meta.ts'
import { operatorRoutes } from './routes/operator.ts'
import { ownerRoutes } from './routes/owner.ts'
import { productRoutes } from './routes/products.ts'
import { qualityRoutes } from './routes/quality.ts'
import { resolveRoutes } from './routes/resolve.ts'
import { sessionRoutes } from './routes/session.ts'
import { sendPage, webRoutes } from './routes/web.ts'
import { webhookRoutes } from './routes/webhook.ts'
import { openTokenService, type TokenService } from './tokens.ts'

declare module 'fastify' {
  interface FastifyRequest {
    asker: Asker
  }
}

/** What routes are made over. */
export interface Door {
  readonly front: Front
  readonly tokens: TokenService
}

const token_lifetime_s = 600
const body_limit_bytes = 1 << 20

/** The HTTP server over a front, not yet listening; `issuer` is the address under which clients reach it. */
export async function openApp(front: Front, issuer: string): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: body_limit_bytes,
    trustProxy: trustOf(front.settings.trusted_proxies),
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
    return503OnClosing: true,
  })
  const tokens = tokensOf(front, issuer)
  app.setErrorHandler((error, _, reply) => {
    const refusal = error instanceof Refusal ? error : refusalOfFramework(error)
    const problem = problemOf(
      refusal ?? new Refusal('internal', 'unavailable', 'something went wrong here; it has been noted', {}),
    )
    const status = refusal === null ? 500 : problem.status
    if (refusal === null) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
    return reply
      .code(status)
      .type('application/problem+json')
      .send({ ...problem, status })
  })
  app.setNotFoundHandler((request, reply) => {
    const is_page = request.method === 'GET' && request.headers.accept?.includes('text/html') === true
    if (is_page && !request.url.startsWith('/v1/')) return sendPage(reply.code(404))
    const refusal = new Refusal('route_unknown', 'not_found', 'there is nothing at {url}', {
      url: request.url,
    })
    return reply.code(404).type('application/problem+json').send(problemOf(refusal))
  })
  await app.register(middie)
  app.use(tokens.paths.slice(), (request: IncomingMessage, response: ServerResponse) => {
    // middie cuts the mounted path off; the token service wants to see it.
    request.url =
      (request as typeof request & { readonly originalUrl?: string }).originalUrl ?? request.url ?? ''
    tokens.handle(request, response)
  })
  await app.register(swagger, { openapi: openapiHead })
  await app.register(cookie)
  await webRoutes(app)
  await metaRoutes(app, { front, tokens })
  await app.register(
    async (open) => {
      await open.register(rateLimit, { global: false })
      for (const routes of [sessionRoutes, consentPageRoutes, demoBankRoutes])
        await routes(open, { front, tokens })
    },
    { prefix: '/v1' },
  )
  await app.register(
    async (api) => {
      api.decorateRequest('asker')
      api.addHook('onRequest', async (request) => {
        request.asker = await askerOf({ front, tokens }, request)
      })
      await api.register(rateLimit, {
        hook: 'preHandler',
        timeWindow: 60_000,
        max: ({ asker }) =>
          (asker.kind === 'actor' ? asker.client?.rate_limit_per_minute : null) ??
          front.settings.rate_limit_per_minute,
        keyGenerator: (request) => nameOf(request.asker),
      })
      for (const routes of [
        ...[productRoutes, consentRoutes, decisionRoutes, auditRoutes],
        ...[
          enterpriseRoutes,
          graphRoutes,
          resolveRoutes,
          institutionRoutes,
          dictionaryRoutes,
          indicatorRoutes,
          operatorRoutes,
          qualityRoutes,
          factRoutes,
          identityRoutes,
          correctionRoutes,
          deliveryRoutes,
        ],
        ...[ownerRoutes, consentSessionRoutes, webhookRoutes],
      ])
        await routes(api, { front, tokens })
    },
    { prefix: '/v1' },
  )
  return app
}

// No word of a proxy is taken where there is none: then anybody could say it.
function trustOf(proxies: number): false | ((address: string, hop: number) => boolean) {
  return proxies > 0 && ((_, hop) => hop < proxies)
}

const openapiHead: NonNullable<FastifyDynamicSwaggerOptions['openapi']> = {
  openapi: '3.1.0',
  info: {
    title: '信桥 Xinqiao',
    version: '1',
    description:
      'A regional enterprise credit bureau. Errors are RFC 9457 problem details with a stable code.',
  },
  components: {
    securitySchemes: {
      token: {
        type: 'oauth2',
        description: 'Client credentials with private_key_jwt (RFC 7523), ES256',
        flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: {} } },
      },
    },
  },
  security: [{ token: [] }],
}

function tokensOf(front: Front, issuer: string): TokenService {
  const state = front.tokenState()
  return openTokenService({
    issuer,
    keys: state.keys.map((key) => ({ ...key, alg: 'ES256', use: 'sig' })),
    ttl_s: token_lifetime_s,
    async client(client_id) {
      const client = await state.client(client_id)
      if (client === null) return null
      const jwks = client.jwks
        .filter(({ crv }) => crv === 'P-256')
        .map((key) => ({ ...key, alg: 'ES256', use: 'sig' }))
      return { client_id, jwks, scopes: client.scopes }
    },
    state,
  })
}
