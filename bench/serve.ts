import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { instantFromMs, month, usccFault } from '#kernel'
import { assertionOf, type DemoClient, demoConsent, readDefinitions, readSettings } from '#platform'
import { buildCity } from '#sandbox'
import type { LoadOrder } from './serve-load.ts'

/** What a load generator reports of a closed loop. */
export interface LoadFigure {
  readonly per_second: number
  readonly p50_ms: number
  readonly p99_ms: number
  readonly refused: number
}

export interface ServeResult {
  readonly bench: 'serve'
  readonly scale: number
  readonly seconds: number
  readonly figure: number
  readonly unit: 'queries/s'
  readonly limit: number
  readonly ratio: number
  readonly p99_ms: number
  readonly limit_p99_ms: number
  /** Queries that were not answered with 200; none should be. */
  readonly refused: number
  readonly goal: string
  readonly holds: boolean
}

const goal = { ratio: 0.6, per_second: 2_000, p99_ms: 20 }
const seconds = 5
const firms = 1_000
const asked_of = 200
const first_registry = '001-reg_entity_base-2024-08/reg_entity_base.csv'
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
const program = here('../bin/xinqiao.js')
const typescript = ['--import', 'tsx']

/**
 * Product queries over HTTP in a closed loop of 16 connections: verified token cached, client and consent read, profile,
 * durable leaf, meter; against a bare route with one transaction that reads and writes the same bytes (design §7).
 */
export async function serveBench({
  dir,
}: {
  readonly scale: number
  readonly dir: string
}): Promise<ServeResult> {
  const data = join(dir, 'data')
  const subjects = await loadCity(data)
  const measured = await withChild(
    fork(program, ['serve', '--demo', '--port', '0', '--json', '--data', data], {
      silent: true,
      env: { ...process.env, RATE_LIMIT: '1000000000' }, // one client stands for many
    }),
    async (child) => {
      const { url, client } = JSON.parse(await firstLine(child)) as { url: string; client: DemoClient }
      return loadOn(await queriesOf(url, client, subjects))
    },
  )
  const bare = fork(here('./serve-limit.ts'), [join(dir, 'limit')], { silent: true, execArgv: typescript })
  const limit = await withChild(bare, async (child) =>
    loadOn({ url: await firstLine(child), token: '-', bodies: ['{"uscc":"x"}'] }),
  )
  const ratio = measured.per_second / limit.per_second
  return {
    bench: 'serve',
    scale: firms,
    seconds,
    figure: measured.per_second,
    unit: 'queries/s',
    limit: limit.per_second,
    ratio,
    p99_ms: measured.p99_ms,
    limit_p99_ms: limit.p99_ms,
    refused: measured.refused,
    goal: `at least ${goal.ratio} of the limit, ${goal.per_second}/s, p99 at most ${goal.p99_ms} ms`,
    holds:
      measured.refused === 0 &&
      ratio >= goal.ratio &&
      measured.per_second >= goal.per_second &&
      measured.p99_ms <= goal.p99_ms,
  }
}

interface Subject {
  readonly uscc: string
  readonly name: string
}

async function loadCity(data: string): Promise<readonly Subject[]> {
  const out = join(data, 'city')
  mkdirSync(data, { recursive: true })
  const { datasets } = readDefinitions(readSettings({}).region_dir)
  await buildCity({ enterprises: firms, months: 26, seed: 1, until: month('2026-10'), out, datasets })
  execFileSync(process.execPath, [program, 'ingest', out, '--data', data, '--json'])
  const [, ...lines] = readFileSync(join(out, first_registry), 'utf8').split('\n')
  return lines
    .map((line) => line.split(','))
    .flatMap(([uscc = '', name = '']) => (usccFault(uscc) === null ? [{ uscc, name }] : []))
    .slice(0, asked_of)
}

async function queriesOf(url: string, client: DemoClient, subjects: readonly Subject[]): Promise<LoadOrder> {
  const clock = () => instantFromMs(Date.now())
  const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'query decide consent',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertionOf({ clock, random }, client, url),
  })
  const token = String((await posted(`${url}/oauth/token`, { body: form })).access_token)
  const definitions = readDefinitions(readSettings({}).region_dir)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  for (const subject of subjects) {
    const consent = demoConsent({ definitions, clock }, client, { ...subject, products: ['P08'] })
    await posted(`${url}/v1/consents`, { headers, body: JSON.stringify(consent) })
  }
  const bodies = subjects.map(({ uscc }) => JSON.stringify({ uscc, purpose: 'pre_loan' }))
  return { url: `${url}/v1/products/P08/queries`, token, bodies }
}

async function posted(url: string, request: RequestInit): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(url, { method: 'POST', ...request })
  const answer = (await response.json()) as Readonly<Record<string, unknown>>
  if (!response.ok) throw new Error(`${url}: ${response.status} ${JSON.stringify(answer)}`)
  return answer
}

async function loadOn(order: LoadOrder): Promise<LoadFigure> {
  const child = fork(here('./serve-load.ts'), [String(seconds)], { execArgv: typescript })
  child.send(order)
  const [figure] = (await once(child, 'message')) as [LoadFigure]
  return figure
}

async function withChild<Result>(
  child: ChildProcess,
  work: (child: ChildProcess) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(child)
  } finally {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    if (text.includes('\n')) return text.slice(0, text.indexOf('\n'))
  }
  throw new Error('the server ended before it was ready')
}
