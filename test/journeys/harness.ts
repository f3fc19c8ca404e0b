/** A real server on a small warehouse, as a child process: started once for all journeys, ended with the tests. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { instantFromMs, type Json, month, monthAfter, monthText } from '#kernel'
import { assertionOf, type DemoClient, demoConsent, readDefinitions, readSettings } from '#platform'

export const firm = '91440300QX0000018L'
export const other_firm = '91440300QX0000026F'
const program = resolve('bin/xinqiao.js')

export interface Running {
  readonly url: string
  readonly data: string
  readonly child: ChildProcess
}

let shared: Promise<Running> | undefined

/** The one server of all journeys. */
export function running(): Promise<Running> {
  shared ??= start()
  return shared
}

async function start(): Promise<Running> {
  const data = mkdtempSync(join(tmpdir(), 'xinqiao-journey-'))
  loadHistory(data)
  const server = await serve(data)
  process.once('exit', () => server.child.kill('SIGKILL'))
  server.child.unref()
  return server
}

/** Serves a data folder and waits until it is ready. */
export async function serve(data: string): Promise<Running> {
  const child = spawn(
    process.execPath,
    [program, 'serve', '--demo', '--port', '0', '--json', '--data', data],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  let text = ''
  for await (const chunk of child.stdout) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  const { url } = JSON.parse(text) as { readonly url: string } // the server's one line
  return { url, data, child }
}

/** Runs a command on the data folder and gives back its JSON document. */
export function xinqiao(data: string, ...args: readonly string[]): Json {
  const words = [program, ...args, '--data', data, '--json']
  const text = execFileSync(process.execPath, words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return JSON.parse(text) as Json // its own
}

export interface Reply {
  readonly status: number
  readonly type: string
  readonly body: Readonly<Record<string, Json>>
}

/** Sends a request with a token (or none) and reads the reply. */
export async function send(
  method: string,
  path: string,
  token: string | null,
  body?: unknown,
): Promise<Reply> {
  const { url } = await running()
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const type = response.headers.get('content-type') ?? ''
  return { status: response.status, type, body: (await response.json()) as Reply['body'] } // JSON of our own
}

/** A demo client with its key. */
export async function clientOf(client_id: string): Promise<DemoClient> {
  const { data } = await running()
  const private_key = JSON.parse(readFileSync(join(data, 'demo', `${client_id}.json`), 'utf8'))
  const bank = client_id === 'bank-b-app' ? '演示银行乙' : '演示银行甲'
  const institution_id = client_id.startsWith('bank') ? `${client_id.slice(0, 6)}-sz` : 'bureau'
  return { client_id, institution: bank, institution_id, private_key }
}

const clock = () => instantFromMs(Date.now())
const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))

/** An access token of a demo client. */
export async function tokenOf(client_id: string): Promise<string> {
  const { url } = await running()
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertionOf({ clock, random }, await clientOf(client_id), url),
  })
  const response = await fetch(`${url}/oauth/token`, { method: 'POST', body })
  return String(((await response.json()) as { access_token: string }).access_token)
}

/** A consent that a demo bank has had signed in its app. */
export async function signedConsent(client_id: string, uscc: string, products: readonly string[]) {
  const definitions = readDefinitions(readSettings({}).region_dir)
  return demoConsent({ definitions, clock }, await clientOf(client_id), {
    uscc,
    name: '深圳市示例有限公司',
    products,
  })
}

// Two firms with 26 months of everything that the first products read, in six files.
function loadHistory(data: string): void {
  const last = month(monthText(monthAfter(month(new Date().toISOString().slice(0, 7)), -1)))
  const months = Array.from({ length: 26 }, (_, back) => monthText(monthAfter(last, back - 25)))
  const rows = (header: string, line: (uscc: string, month: string) => string): string =>
    [header, ...[firm, other_firm].flatMap((uscc) => months.map((each) => line(uscc, each)))].join('\n')
  const files: Readonly<Record<string, string>> = {
    reg_entity_base: `uscc,name,status,established_on,registered_capital,paid_in_capital\n${firm},深圳市示例有限公司,active,2015-03-01,500,500\n${other_firm},深圳市示例直播有限公司,active,2016-03-01,500,100`,
    ss_headcount_monthly: rows('uscc,stat_month,insured_n', (uscc, each) => `${uscc},${each},60`),
    ss_movement_monthly: rows('uscc,stat_month,joiners_n,leavers_n', (uscc, each) => `${uscc},${each},1,1`),
    ss_payment_monthly: rows(
      'uscc,stat_month,due_amt,due_on,paid_on,late_days',
      (uscc, each) => `${uscc},${each},100.00,${each}-25,${each}-20,0`,
    ),
    tax_credit_rating: `uscc,year,level\n${firm},2025,A\n${other_firm},2025,B`,
    jud_execution: `uscc,case_no,filed_on,amount\n${other_firm},(2024)示例1号,2024-05-05,1000.00`,
  }
  const known_at = `${new Date().toISOString().slice(0, 7)}-01T08:00:00`
  for (const [dataset, text] of Object.entries(files)) {
    const file = join(data, `${dataset}.csv`)
    writeFileSync(file, `${text}\n`)
    xinqiao(data, 'ingest', file, '--dataset', dataset, '--known-at', known_at)
  }
}
