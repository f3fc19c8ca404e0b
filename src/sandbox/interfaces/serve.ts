import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Clock, Refusal, type RefusalKind, refusals } from '#kernel'
import { notice } from '../wording.ts'
import { answerOf, type Desks, openDesks } from './answer.ts'

const refuse = refusals({
  interface_method: ['bad_request', '{method} {path} is no question: ask by POST /'],
  interface_too_long: ['bad_request', 'a question has at most {most} bytes'],
  interface_address: ['conflict', '{host}:{port} cannot be served at: {problem}'],
  interface_no_json: ['bad_request', 'the question is no JSON: {problem}'],
})

const statuses: Readonly<Partial<Record<RefusalKind, number>>> = { forbidden: 403, not_found: 404 }
const too_long = 'interface_too_long'

/** A question names a dataset, a firm and a consent. */
const most_bytes = 16_384

/** Where a city's departments are asked, and for which datasets they answer. */
export interface ServedCity extends AsyncDisposable {
  readonly url: string
  readonly datasets: readonly string[]
}

/**
 * Serves the departments of a pull city: `POST /` with a question is answered with a firm's rows, `GET /` with the
 * datasets. A bad question is answered with a code and a sentence. Refuses a folder that is no such city.
 */
export async function serveCity(
  { dir, host, port }: { readonly dir: string; readonly host: string; readonly port: number },
  clock: Clock,
): Promise<ServedCity> {
  const desks = openDesks(dir)
  const server = createServer(
    (request, response) =>
      void answer(desks, request, clock).then(
        (told) => send(response, 200, told),
        (error: unknown) => sendRefused(response, error),
      ),
  )
  await listening(server, host, port)
  const { port: taken } = server.address() as AddressInfo // it listens on a port
  return {
    url: `http://${host}:${taken}/`,
    datasets: Object.keys(desks.datasets),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error) => fail(refuse('interface_address', { host, port, problem: error.message })))
    server.listen(port, host, done)
  })
}

async function answer(desks: Desks, request: IncomingMessage, clock: Clock): Promise<object> {
  const { method = '', url: path = '' } = request
  if (method === 'GET' && path === '/') return { notice, datasets: Object.keys(desks.datasets) }
  if (method !== 'POST' || path !== '/') throw refuse('interface_method', { method, path })
  const rows = answerOf(desks, jsonOf(await textOf(request)), clock())
  return { notice, rows }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength
    if (bytes > most_bytes) throw refuse('interface_too_long', { most: most_bytes })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw refuse('interface_no_json', { problem: String(error) })
  }
}

function sendRefused(response: ServerResponse, error: unknown): void {
  if (!(error instanceof Refusal)) {
    send(response, 500, { notice, code: 'bug', detail: String(error) })
    return
  }
  const { code, kind, message } = error
  response.once('finish', () => response.socket?.destroySoon())
  send(response, code === too_long ? 413 : (statuses[kind] ?? 400), { notice, code, detail: message })
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}
