/** A bank's own server, as far as it listens to webhooks. */
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Heard {
  readonly headers: Record<string, string>
  readonly body: string
}

export interface Listener extends AsyncDisposable {
  readonly url: string
  /** The first message that holds a text; null where none has come yet. */
  heard(what: string): Heard | null
}

/** Opens a server that takes whatever it is sent. */
export async function openListener(): Promise<Listener> {
  const all: Heard[] = []
  const server = createServer(async (request, response) => {
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
    all.push({ headers: Object.fromEntries(headers), body: await text(request) })
    response.writeHead(204).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/hook`,
    heard: (what) => all.find(({ body }) => body.includes(what)) ?? null,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
