import assert from 'node:assert/strict'
import { test } from 'node:test'
import { create as createQrCode } from 'qrcode'
import { Webhook } from 'standardwebhooks'
import type { Json } from '#kernel'
import { type Browser, openBrowser, ownersBrowser } from './browser.ts'
import { until } from './bureau.ts'
import { query, send, signedConsent, tokenOf } from './client.ts'
import { borrowing_firm as firm, other_firm } from './history.ts'
import { openListener } from './listener.ts'

type Row = Readonly<Record<string, Json>>

const rowsOf = (value: unknown): readonly Row[] => value as readonly Row[] // the schema of the route

async function latestQuery(owner: Browser): Promise<Row> {
  const [latest] = rowsOf((await owner.get('/v1/owner/queries')).body.rows)
  assert.ok(latest, 'somebody has asked about the firm')
  return latest
}

test('an owner borrows: applies, scans, authorises, is advised, draws, sees who looked, and withdraws', async () => {
  const phone = openBrowser()
  const applied = await phone.post('/v1/demo/bank/applications', { uscc: firm, amount_cny: '5000000' })
  assert.equal(applied.status, 201)
  const application = `/v1/demo/bank/applications/${applied.body.application_id}`
  const page = `/v1/consent-sessions/${applied.body.session_id}`
  const shown = await phone.get(page)
  assert.deepEqual([shown.body.status, shown.body.simulated], ['open', true])
  const scopes = rowsOf(shown.body.scopes_named).map(({ scope }) => scope)
  assert.equal((await phone.post(`${page}/grant`, { scopes })).status, 401)
  const owner = await ownersBrowser(firm)
  const text = await owner.post(`${page}/text`, { scopes })
  assert.equal(rowsOf(text.body.sentences).length, 4)
  const { shown_text_hash_sm3 } = text.body
  const granted = await owner.post(`${page}/grant`, { scopes, shown_text_hash_sm3 })
  assert.deepEqual([granted.status, granted.body.status], [200, 'granted'])
  const back = new URL(String(granted.body.return_to))
  assert.deepEqual(
    [back.searchParams.get('state'), back.searchParams.get('result'), back.searchParams.get('consent_id')],
    [applied.body.application_id, 'granted', granted.body.consent_id],
  )
  const decided = await phone.post(`${application}/decide`)
  assert.equal(decided.body.status, 'decided')
  const decision = decided.body.decision as Row
  assert.equal(decision.result, 'approved', JSON.stringify(decided.body))
  const drawn = await phone.post(`${application}/draw`, { amount_cny: String(decision.limit_cny) })
  assert.equal(drawn.body.status, 'drawn')
  assert.deepEqual(
    rowsOf(drawn.body.steps).map(({ step }) => step),
    ['apply', 'consent', 'advice', 'decision', 'draw'],
  )
  const looked = await latestQuery(owner)
  const { id } = looked.product as Row
  const { result } = looked.outcome as Row
  assert.deepEqual(
    [looked.institution_name, id, result, looked.refusal_code],
    ['演示银行甲深圳分行', 'P21', 'approved', null],
  )
  assert.ok(Number(looked.fields_count) > 0)
  const { consent_id } = granted.body
  const bank = await tokenOf('bank-a-app')
  assert.equal((await query(bank, 'P08', { uscc: firm, consent_id })).status, 200)
  const withdrawn = await owner.post(`/v1/owner/consents/${consent_id}/withdraw`, {})
  assert.deepEqual([withdrawn.body.status, (withdrawn.body.receipt as Row).version], ['withdrawn', 2])
  assert.equal((await query(bank, 'P08', { uscc: firm, consent_id })).body.code, 'consent_withdrawn')
  const last = await latestQuery(owner)
  assert.deepEqual([last.refusal_code, last.outcome], ['consent_withdrawn', null])
})

test('an owner answers a bank in its inbox, and another firm’s owner can do nothing there', async () => {
  const bank = await tokenOf('bank-b-app')
  const { payload } = await signedConsent('bank-b-app', firm, ['P08'])
  const asked = await send('POST', '/v1/consent-requests', bank, {
    ...{ request_id: 'owner-1', uscc: firm, purpose: 'guarantee_check', products: ['P08'] },
    ...{ required_scopes: payload.required_scopes, optional_scopes: [], term_months: 6, contact: '95500' },
  })
  assert.equal(asked.status, 201)
  const [owner, stranger] = [await ownersBrowser(firm), await ownersBrowser(other_firm)]
  const requests = rowsOf((await owner.get('/v1/owner/requests')).body)
  assert.equal(requests.find(({ request_id }) => request_id === 'owner-1')?.status, 'requested')
  const scopes = payload.required_scopes
  const foreign = async (path: string, body: object) => (await stranger.post(path, body)).body.code
  for (const verb of ['text', 'grant', 'refuse']) {
    assert.equal(await foreign(`/v1/owner/requests/owner-1/${verb}`, { scopes }), 'not_your_firm')
  }
  const granted = await owner.post('/v1/owner/requests/owner-1/grant', { scopes })
  assert.deepEqual([granted.body.status, granted.body.channel], ['granted', 'inbox'])
  const consent = `/v1/owner/consents/${granted.body.consent_id}`
  for (const verb of ['narrow', 'pause', 'resume', 'withdraw']) {
    assert.equal(await foreign(`${consent}/${verb}`, {}), 'not_your_firm')
  }
  for (const list of ['requests', 'consents']) {
    const seen = rowsOf((await stranger.get(`/v1/owner/${list}`)).body)
    const mine = [granted.body.consent_id, 'owner-1']
    assert.ok(seen.every(({ consent_id, request_id }) => !mine.includes(consent_id ?? request_id ?? '')))
  }
  assert.equal((await owner.post(`${consent}/pause`, {})).body.status, 'paused')
  assert.equal((await owner.post(`${consent}/resume`, {})).body.status, 'granted')
})

test('a hosted page belongs to a bank that asks and an owner that answers, and to nobody else', async () => {
  const [bank, operator] = [await tokenOf('bank-a-app'), await tokenOf('operator')]
  const { payload } = await signedConsent('bank-a-app', firm, ['P08'])
  const body = {
    request: {
      ...{ request_id: 'page-1', uscc: firm, purpose: 'in_loan', products: ['P08'], term_months: 6 },
      ...{ required_scopes: payload.required_scopes, optional_scopes: [], contact: '95500' },
    },
    ...{ return_url: 'https://bank.example/back', state: 's' },
  }
  assert.equal((await send('POST', '/v1/consent-sessions', operator, body)).body.code, 'role_missing')
  const unsafe = { ...body, return_url: 'http://bank.example/back' }
  assert.equal((await send('POST', '/v1/consent-sessions', bank, unsafe)).body.code, 'session_url_invalid')
  const made = await send('POST', '/v1/consent-sessions', bank, body)
  assert.equal(made.status, 201)
  const page = `/v1/consent-sessions/${made.body.session_id}`
  assert.equal((await send('POST', `${page}/refuse`, bank)).body.code, 'owner_only')
  assert.equal((await (await ownersBrowser(other_firm)).post(`${page}/refuse`)).body.code, 'not_your_firm')
  const owner = await ownersBrowser(firm)
  const refused = await owner.post(`${page}/refuse`)
  assert.deepEqual(
    [refused.body.status, refused.body.return_to],
    ['refused', 'https://bank.example/back?state=s&result=refused'],
  )
  assert.equal((await owner.post(`${page}/refuse`)).body.code, 'request_state')
  assert.equal((await openBrowser().get('/v1/consent-sessions/cs_unknown')).status, 400)
})

test('a page without an address to return to is scanned, and leads its owner to the inbox', async () => {
  const bank = await tokenOf('bank-b-app')
  const { payload } = await signedConsent('bank-b-app', firm, ['P08'])
  const made = await send('POST', '/v1/consent-sessions', bank, {
    request: {
      ...{ request_id: 'scanned-1', uscc: firm, purpose: 'prospecting', products: ['P08'], term_months: 6 },
      ...{ required_scopes: payload.required_scopes, optional_scopes: [], contact: '95500' },
    },
    state: 'scanned-1',
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  assert.deepEqual(modulesIn(String(made.body.qr_svg)), modulesOf(String(made.body.url)))
  const owner = await ownersBrowser(firm)
  const refused = await owner.post(`/v1/consent-sessions/${made.body.session_id}/refuse`)
  assert.equal(new URL(String(refused.body.return_to)).pathname, '/owner')
})

/** The dark modules of a QR code, as its standard lays a text out. */
function modulesOf(text: string): readonly string[] {
  const { data, size } = createQrCode(text).modules
  const rows = Array.from({ length: size }, (_, row) => data.subarray(row * size, (row + 1) * size))
  return rows.map((row) => row.join(''))
}

/** The dark modules of a drawing, whose dark strokes are a path of moves and runs, half a module down. */
function modulesIn(svg: string): readonly string[] {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]) - 2
  const rows = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  let [x, y] = [0, 0]
  for (const [, verb, first, second] of strokesIn(svg).matchAll(/([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?/g)) {
    if (verb === 'h') rows[y]?.fill(1, x, x + Number(first))
    if (verb === 'M') [x, y] = [Number(first) - 1, Number(second) - 1.5]
    else x += Number(first)
    if (verb === 'm') y += Number(second)
  }
  return rows.map((row) => row.join(''))
}

function strokesIn(svg: string): string {
  return /stroke="#000000" d="([^"]+)"/.exec(svg)?.[1] ?? ''
}

test('a bank hears over its webhook what its owner does, and verifies who sent it', async () => {
  await using listening = await openListener()
  const bank = await tokenOf('bank-b-app')
  const put = await send('PUT', '/v1/webhook', bank, { url: listening.url })
  assert.equal(put.status, 200)
  const { payload } = await signedConsent('bank-b-app', firm, ['P08'])
  await send('POST', '/v1/consent-requests', bank, {
    ...{ request_id: 'hook-1', uscc: firm, purpose: 'post_loan', products: ['P08'], term_months: 6 },
    ...{ required_scopes: payload.required_scopes, optional_scopes: [], contact: '95500' },
  })
  const owner = await ownersBrowser(firm)
  const scopes = payload.required_scopes
  const granted = await owner.post('/v1/owner/requests/hook-1/grant', { scopes, post_loan_monitoring: true })
  const { consent_id } = granted.body
  assert.equal(granted.body.post_loan_monitoring, true)
  const heard = await until('the bank hears of the grant', () => listening.heard(`"${consent_id}"`))
  const event = new Webhook(String(put.body.secret)).verify(heard.body, heard.headers) as Row
  const { status, request_id } = event.data as Row
  assert.deepEqual([event.type, status, request_id], ['consent.granted', 'granted', 'hook-1'])
  const delivered = await until('the delivery is marked', async () => {
    const { body } = await send('GET', '/v1/webhook', bank)
    const sent = rowsOf(body.deliveries).find(({ body: text }) => String(text).includes(String(consent_id)))
    return sent?.status === 'delivered' ? sent : null
  })
  assert.equal(delivered.attempts, 1)
})

test('what is an owner’s answers neither machines nor staff, nor an owner what is a bank’s', async () => {
  const owner = await ownersBrowser(firm)
  const bank = await tokenOf('bank-a-app')
  for (const list of ['requests', 'consents', 'queries']) {
    assert.equal((await send('GET', `/v1/owner/${list}`, bank)).body.code, 'owner_only')
    assert.equal((await openBrowser().get(`/v1/owner/${list}`)).status, 401)
  }
  assert.equal((await owner.get('/v1/webhook')).status, 403)
  const asked = await owner.post('/v1/products/P08/queries', { uscc: firm, purpose: 'pre_loan' })
  assert.equal(asked.status, 403)
})
