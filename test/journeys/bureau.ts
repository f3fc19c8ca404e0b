/** A real server on a small warehouse, as a child process: started once for all journeys, ended after the tests. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Json } from '#kernel'
import { writeHistory } from './history.ts'

const program = resolve('bin/xinqiao.js')
const patience_ms = 60_000

/** A bureau that serves. */
export interface Bureau {
  readonly url: string
  readonly data: string
  readonly child: ChildProcess
  /** What it has said on standard error so far. */
  said(): string
}

type Settings = Readonly<Record<string, string>>

let shared: Promise<Bureau> | undefined

/** The one bureau of all journeys. */
export function bureau(): Promise<Bureau> {
  shared ??= firstStart()
  return shared
}

/** Starts the bureau of all journeys again, whose process is gone: on the same data, at the same address. */
export async function restartedBureau(): Promise<Bureau> {
  const { data, url } = await bureau()
  shared = serve(data, {}, new URL(url).port)
  return shared
}

async function firstStart(): Promise<Bureau> {
  const data = mkdtempSync(join(tmpdir(), 'xinqiao-journey-'))
  const deliveries = join(data, 'deliveries')
  writeHistory(deliveries)
  await xinqiao(data, 'ingest', deliveries)
  return serve(data)
}

after(async () => {
  const last = await shared?.catch(() => undefined)
  if (last === undefined) return
  last.child.kill('SIGTERM')
  await goneOf(last.child)
  rmSync(last.data, { recursive: true, force: true })
})

/** Waits until a child has ended, however it does. */
export async function goneOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  await new Promise((done) => child.once('exit', done))
}

/** Serves a data folder as the demo, with settings of its own beside those of the tests, at any port unless told. */
export async function serve(data: string, settings: Settings = {}, port = '0'): Promise<Bureau> {
  const args = [program, 'serve', '--demo', '--port', port, '--json', '--data', data]
  const env = { ...process.env, ...settings }
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env })
  process.once('exit', () => child.kill('SIGKILL'))
  const said = textOf(child.stderr)
  const line = textOf(child.stdout)
  await until('the bureau serves', () => {
    if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}: ${said()}`)
    return line().includes('\n') || null
  })
  const { url } = JSON.parse(line()) as { readonly url: string } // the server's one line
  return { url, data, child, said }
}

function textOf(stream: NodeJS.ReadableStream): () => string {
  let text = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return () => text
}

/** What there is once there is something. Fails with what was waited for, and what the bureau has said. */
export async function until<Found>(
  what: string,
  look: () => Found | null | Promise<Found | null>,
): Promise<Found> {
  const late_at = performance.now() + patience_ms
  while (performance.now() < late_at) {
    const found = await look()
    if (found !== null) return found
    await sleep(20)
  }
  const said = (await Promise.race([shared, undefined]))?.said() ?? ''
  throw new Error(`waited in vain until ${what}\n${said}`)
}

const run = promisify(execFile)

/** Runs a command on the data folder and gives back its JSON document. */
export function xinqiao(data: string, ...args: readonly string[]): Promise<Json> {
  return xinqiaoWith({}, data, ...args)
}

/** The same with settings of its own. */
export async function xinqiaoWith(
  settings: Settings,
  data: string,
  ...args: readonly string[]
): Promise<Json> {
  const words = [program, ...args, '--data', data, '--json']
  const env = { ...process.env, ...settings }
  const { stdout } = await run(process.execPath, words, { encoding: 'utf8', env }) // a failure tells what it said
  return JSON.parse(stdout) as Json // its own
}
