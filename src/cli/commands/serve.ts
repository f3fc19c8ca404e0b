import { parseArgs } from 'node:util'
import { openApp } from '#http'
import { readSettings, type Serving, startBureau } from '#platform'
import { common } from '../ask.ts'
import type { Command, Print } from '../command.ts'

export const serve: Command = {
  summary:
    'Serves over HTTP: both engines, the worker and the sealer. With --demo the city is built and loaded first.',
  usage: 'serve [--port N] [--demo] [--data DIR] [--json]',
  async run(args, print, world) {
    const { values } = parseArgs({
      args: [...args],
      options: { ...common, port: { type: 'string' }, demo: { type: 'boolean' } },
    })
    const settings = readSettings(world.env, values)
    const ended = new Promise<void>((done) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
    })
    const demo = values.demo === true || values.json === true
    const { progress: tell, warn } = print
    await using serving = await startBureau(settings, world, { demo, tell, warn })
    print.progress('')
    const { host } = settings
    const listening = await listen(serving, host, settings.port, settings.public_url)
    await using _ = listening
    announce(print, serving, listening.url)
    await ended
    return undefined
  },
}

// The issuer of tokens is our own address, and with a free port that is known only once we listen.
async function listen(serving: Serving, host: string, wanted: number, public_url: string | undefined) {
  const port = wanted === 0 ? await freePort(host) : wanted
  const url = public_url ?? `http://${host}:${port}`
  const app = await openApp(serving.frontAt(url), url)
  await app.listen({ host, port })
  return { url, [Symbol.asyncDispose]: () => app.close() }
}

async function freePort(host: string): Promise<number> {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, host, done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port')
  return address.port
}

function announce(print: Print, { clients, logins }: Serving, url: string): void {
  const [client] = clients
  print.document({
    url,
    logins: JSON.parse(JSON.stringify(logins)),
    client: client === undefined ? null : JSON.parse(JSON.stringify(client)),
  })
  print.line(`信桥 Xinqiao serves at ${url}`)
  if (client === undefined) return
  print.line('模拟数据: every firm, person and figure of the demo is made up')
  print.line(`\ntoken → consent → P08 → advice:\n  curl -s ${url}/demo/try | sh\n`)
}
