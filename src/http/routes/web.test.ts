import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import Fastify from 'fastify'
import { Refusal } from '#kernel'
import { webRoutes } from './web.ts'

test('pages are one document that no other site may frame or script, and files are kept for a year', async () => {
  await using built = openDist()
  const { dir } = built
  const app = Fastify()
  await webRoutes(app, dir)
  const page = await app.inject('/officer/firm/91440300QX0000018L')
  assert.equal(page.statusCode, 200)
  assert.equal(page.body, '<p>信桥</p>')
  assert.match(String(page.headers['content-security-policy']), /script-src 'self'; .*frame-ancestors 'none'/)
  assert.equal(page.headers['cache-control'], 'no-cache')
  const file = await app.inject({ url: '/assets/a-1.js', headers: { 'accept-encoding': 'br' } })
  assert.equal(file.headers['content-encoding'], 'br')
  assert.match(String(file.headers['cache-control']), /max-age=31536000, immutable/)
  assert.equal((await app.inject('/assets/../index.html')).statusCode, 404)
  assert.equal((await app.inject('/assets/nothing.js')).statusCode, 404)
})

test('a console that is not built says so, and how to build it', async () => {
  const app = Fastify()
  const said: unknown[] = []
  app.setErrorHandler((error, _, reply) => {
    said.push(error)
    return reply.code(503).send()
  })
  await webRoutes(app, join(tmpdir(), 'no-such-console'))
  assert.equal((await app.inject('/')).statusCode, 503)
  const [error] = said
  assert.ok(error instanceof Refusal)
  assert.equal(error.code, 'web_not_built')
  assert.match(error.message, /npm run prepare/)
})

function openDist() {
  const dir = mkdtempSync(join(tmpdir(), 'xinqiao-'))
  mkdirSync(join(dir, 'assets'))
  writeFileSync(join(dir, 'index.html'), '<p>信桥</p>')
  for (const name of ['a-1.js', 'a-1.js.br']) writeFileSync(join(dir, 'assets', name), name)
  return { dir, [Symbol.asyncDispose]: async () => rmSync(dir, { recursive: true }) }
}
