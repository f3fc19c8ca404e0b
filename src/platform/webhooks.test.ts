import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { runOnce } from 'graphile-worker'
import { Webhook } from 'standardwebhooks'
import { requestConsent, requestsOf } from '#consent'
import { demo_firms } from '#sandbox'
import { sql } from '#sql'
import { askedBy } from './front-consents.ts'
import { ownerFront } from './front-owner.ts'
import { actingAs } from './front-state.ts'
import { queueOptions } from './jobs.ts'
import { openTestBureau, ownerOf, type TestBureau } from './testing/bureau.ts'
import { delivery_attempts, queueWebhooks, webhooksFront } from './webhooks.ts'

const { uscc } = demo_firms.healthy
const request: Parameters<typeof askedBy>[1] = {
  ...{ request_id: 'R1', uscc, products: ['P08'], term_months: 12, contact: '95500' },
  purpose: 'pre_loan',
  required_scopes: ['ss_headcount_monthly'],
  optional_scopes: [],
}

test('a bank hears of a refusal, though its server fails twice first, and can prove that we sent it', async () => {
  await using open = await openTestBureau()
  await using bank = await listen([500, 503, 204])
  const { state } = open
  const webhooks = webhooksFront(state)
  const actor = await open.actor('bank-a-app')
  const { secret } = await webhooks.put(actor, `http://127.0.0.1:${bank.port}/hook`)
  await ask(open)
  await ownerFront(state).refuse(ownerOf('healthy'), 'R1')
  assert.equal(await drained(open), 1)
  assert.equal(await queueWebhooks(state), 0)
  await tried(open, 1)
  const [waiting] = (await webhooks.read(actor)).deliveries
  assert.deepEqual([waiting?.status, waiting?.last_problem], ['waiting', 'the bank answered 500'])
  await tried(open, 3)
  const [sent] = (await webhooks.read(actor)).deliveries
  assert.deepEqual([sent?.status, sent?.attempts, bank.heard.length], ['delivered', 3, 3])
  await work(open)
  assert.equal(bank.heard.length, 3)
  const [first, , last] = bank.heard
  assert.deepEqual([last?.body, last?.headers['webhook-id']], [first?.body, first?.headers['webhook-id']])
  const event = verified(secret, last)
  assert.deepEqual(
    [event.type, event.data],
    ['consent.refused', { consent_id: null, version: null, request_id: 'R1', uscc, status: 'refused' }],
  )
  assert.throws(() => verified(`whsec_${Buffer.alloc(32).toString('base64')}`, last), /signature/)
})

test('each act of the owner is told once, to the bank that it concerns', async () => {
  await using open = await openTestBureau()
  await using bank = await listen([])
  const { state } = open
  const owner = ownerOf('healthy')
  const webhooks = webhooksFront(state)
  await webhooks.put(await open.actor('bank-a-app'), `http://127.0.0.1:${bank.port}/a`)
  await webhooks.put(await open.actor('bank-b-app'), `http://127.0.0.1:${bank.port}/b`)
  await ask(open)
  const inbox = ownerFront(state)
  const { consent_id } = await inbox.grant(owner, 'R1', { scopes: ['ss_headcount_monthly'] })
  for (const verb of ['pause', 'resume', 'withdraw'] as const) await inbox.change(owner, consent_id, verb, {})
  assert.equal(await drained(open), 4)
  await tried(open, 4)
  const told = bank.heard.map(({ path, body }) => [path, JSON.parse(body).type])
  assert.deepEqual(told.toSorted(), [
    ['/a', 'consent.granted'],
    ['/a', 'consent.paused'],
    ['/a', 'consent.resumed'],
    ['/a', 'consent.withdrawn'],
  ])
  assert.deepEqual(await requestsOf(state.store, uscc, state.clock()), [])
})

test('a message is given up after its last try, and an address is checked before it is kept', async () => {
  await using open = await openTestBureau()
  await using bank = await listen(new Array(20).fill(302))
  const { state } = open
  const webhooks = webhooksFront(state)
  const actor = await open.actor('bank-a-app')
  await assert.rejects(webhooks.put(actor, 'http://bank.example/hook'), { code: 'session_url_invalid' })
  await assert.rejects(webhooks.put(await open.actor('operator'), 'https://a.example'), {
    code: 'role_missing',
  })
  await assert.rejects(webhooks.read(actor), { code: 'webhook_unknown' })
  await webhooks.put(actor, `http://127.0.0.1:${bank.port}/hook`)
  await ask(open)
  await ownerFront(state).refuse(ownerOf('healthy'), 'R1')
  await drained(open)
  const seen = async () => (await webhooks.read(actor)).deliveries[0]?.status
  await tried(open, delivery_attempts - 1)
  assert.deepEqual([await seen(), bank.heard.length], ['waiting', delivery_attempts - 1])
  await tried(open, delivery_attempts)
  assert.deepEqual([await seen(), bank.heard.length], ['given_up', delivery_attempts])
  await work(open)
  assert.equal(bank.heard.length, delivery_attempts)
})

test('an address that says it is gone is switched off, said so, and is heard again once it is put again', async () => {
  await using open = await openTestBureau()
  await using bank = await listen([410])
  const { state } = open
  const webhooks = webhooksFront(state)
  const actor = await open.actor('bank-a-app')
  const url = `http://127.0.0.1:${bank.port}/hook`
  await webhooks.put(actor, url)
  await ask(open)
  const owner = ownerOf('healthy')
  const { consent_id } = await ownerFront(state).grant(owner, 'R1', { scopes: ['ss_headcount_monthly'] })
  assert.equal(await drained(open), 1)
  await tried(open, 1)
  await work(open)
  const { gone_at, deliveries } = await webhooks.read(actor)
  assert.deepEqual([gone_at, deliveries[0]?.status, bank.heard.length], [state.clock(), 'given_up', 1])
  await ownerFront(state).change(owner, consent_id, 'pause', {})
  assert.equal(await queueWebhooks(state), 0)
  await webhooks.put(actor, url)
  await ownerFront(state).change(owner, consent_id, 'resume', {})
  assert.equal(await queueWebhooks(state), 1)
  assert.equal((await webhooks.read(actor)).gone_at, null)
})

interface Heard {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

// A bank's server that answers as told, and 204 from then on.
async function listen(answers: readonly number[]) {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    const status = answers[heard.length] ?? 204
    heard.push({ path: request.url ?? '', headers: headersOf(request), body: await text(request) })
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const close = () => new Promise<void>((done) => server.close(() => done()))
  return { heard, port, [Symbol.asyncDispose]: close }
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

function verified(
  secret: string,
  heard: Heard | undefined,
): { readonly type: string; readonly data: object } {
  // The test's clock stands still: the age of a signature is the receiver's to judge, so it is not judged here.
  const { body = '', headers = {} } = heard ?? {}
  const at = new Date(Number(headers['webhook-timestamp']) * 1000)
  const signature = new Webhook(secret).sign(String(headers['webhook-id']), at, body)
  assert.equal(signature, headers['webhook-signature'], 'the signature differs')
  return JSON.parse(body)
}

async function ask(open: TestBureau): Promise<void> {
  const { state } = open
  const actor = await open.actor('bank-a-app')
  const asked = askedBy(actor, request)
  await state.store.transaction((tx) => requestConsent(tx, asked, actingAs(state, actor)))
}

// The queue's tables, then what waits.
async function drained({ state }: TestBureau): Promise<number> {
  await runOnce(queueOptions(state, () => {}))
  return queueWebhooks(state)
}

// The queue may say that a job failed a moment after its round is over, and by that undo that its pause is over.
async function tried(open: TestBureau, times: number): Promise<void> {
  for (let rounds = 0; rounds < 100; rounds++) {
    const [row] = await open.state.store.rows<{ tries: number }>(
      sql`SELECT CAST(sum(attempts) AS integer) AS tries FROM consent.deliveries`,
    )
    if (row !== undefined && row.tries >= times) return
    await work(open)
  }
}

// One round of the queue, as if the pause after a failure were over.
async function work({ state }: TestBureau): Promise<void> {
  await state.store.run(sql`UPDATE graphile_worker._private_jobs SET run_at = now()`)
  await runOnce(queueOptions(state, () => {}))
}
