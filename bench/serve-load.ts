/** The load generator, a process of its own: a closed loop of 16 connections; reports to the process that forked it. */
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import type { LoadFigure } from './serve.ts'

/** What is asked: of one address, the bodies in turn. */
export interface LoadOrder {
  readonly url: string
  readonly token: string
  readonly bodies: readonly string[]
}

const [seconds = '5'] = process.argv.slice(2)
const [{ url, token, bodies }] = (await once(process, 'message')) as [LoadOrder]
const connections = 16
const warm_up_ms = 1_000
const agent = new Agent({ keepAlive: true, maxSockets: connections })
const times: number[] = []
let refused = 0
let asked = 0

const from = performance.now() + warm_up_ms
const until = from + Number(seconds) * 1000
await Promise.all(Array.from({ length: connections }, loop))
times.sort((a, b) => a - b)
const figure: LoadFigure = {
  per_second: times.length / Number(seconds),
  p50_ms: times[Math.floor(times.length * 0.5)] ?? 0,
  p99_ms: times[Math.floor(times.length * 0.99)] ?? 0,
  refused,
}
process.send?.(figure)
process.disconnect?.()

async function loop(): Promise<void> {
  while (performance.now() < until) {
    const began = performance.now()
    const status = await ask(bodies[asked++ % bodies.length] ?? '')
    if (status !== 200) refused += 1
    else if (began >= from) times.push(performance.now() - began)
  }
}

function ask(body: string): Promise<number> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  }
  return new Promise((done, failed) => {
    const asking = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().once('end', () => done(answer.statusCode ?? 0))
    })
    asking.once('error', failed).end(body)
  })
}
