import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { refusals } from '#kernel'

const refuse = refusals({
  web_not_built: ['unavailable', 'the console is not built; run npm run prepare and load the page again'],
})

/** Where the console is built to. */
export const web_dir = fileURLToPath(new URL('../../../web/dist', import.meta.url))

/** The first part of every address that is a page of the console; all of them are one document. */
const pages = [
  ...['sign-in', 'simulator', 'authorise', 'owner', 'demo-bank'],
  ...['officer', 'operator', 'institution', 'indicators'],
]

// antd writes its styles into the page as it runs; scripts come from our own files alone.
const policy = [
  ...["default-src 'self'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:"],
  ...[
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "object-src 'none'",
  ],
].join('; ')

/** The document of the console, with what keeps others' scripts and frames out. Refuses where it is not built. */
export function sendPage(reply: FastifyReply, file = 'index.html', dir: string = web_dir): FastifyReply {
  if (!existsSync(join(dir, file))) throw refuse('web_not_built', {})
  return guarded(reply).sendFile(file, dir, { cacheControl: false })
}

/** The console, where it is built; otherwise each of its pages says `web_not_built`, and the API goes on. */
export async function webRoutes(app: FastifyInstance, dir: string = web_dir): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(dir, 'assets'),
    prefix: '/assets/',
    immutable: true, // each file's name holds a digest of it
    maxAge: '365d',
    preCompressed: true,
    suppressWarning: true, // the folder is not there before the console is built
  })
  app.get('/icon.svg', { schema: { hide: true } }, (_, reply) => sendPage(reply, 'icon.svg', dir))
  for (const path of ['/', ...pages.flatMap((page) => [`/${page}`, `/${page}/*`])]) {
    app.get(path, { schema: { hide: true } }, (_, reply) => sendPage(reply, 'index.html', dir))
  }
}

function guarded(reply: FastifyReply): FastifyReply {
  return reply.headers({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cache-control': 'no-cache',
  })
}
