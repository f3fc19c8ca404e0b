import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monthText } from '#kernel'
import { signedConsent, tokenOf } from './client.ts'
import { accountOf, cookieOf, signedIn, visit } from './cookies.ts'
import { firm, noodle_shop, this_month } from './history.ts'

type Row = Readonly<Record<string, unknown>>

const staff = ['officer-a', 'head-a', 'officer-b', 'operator-1', 'regulator-1'] as const
const officers = ['officer-a', 'head-a', 'officer-b'] as const
const everybody = [...staff, 'owner'] as const
const usage = `/v1/usage?month=${monthText(this_month)}`
const not_its_own = ['policy_foreign', 'role_missing', 'actor_only', 'owner_only', 'client_only']
const freely = { uscc: firm, purpose: 'pre_loan' }

for (const [method, path, allowed, body] of [
  ['GET', '/v1/dictionary', everybody],
  ['GET', '/v1/products', staff],
  ['GET', '/v1/products/P12', staff],
  ['POST', '/v1/products/P12/queries', officers, freely],
  ['POST', '/v1/decisions/rongyidai_admission', ['officer-a', 'head-a'], freely],
  ['GET', `/v1/enterprises?q=${firm}`, officers],
  ['GET', `/v1/enterprises/${firm}`, officers],
  ['GET', '/v1/indicators', staff],
  ['GET', '/v1/indicators/WF001/distribution', staff],
  ['GET', '/v1/audit/head', staff],
  ['GET', usage, staff],
  ['GET', '/v1/corrections', officers],
  ['GET', '/v1/institution/tree', staff],
  ['GET', '/v1/operator/batches', ['operator-1']],
  ['GET', '/v1/operator/loading', ['operator-1']],
  ['GET', '/v1/operator/freshness', ['operator-1']],
  ['GET', '/v1/operator/sources', ['operator-1']],
  ['GET', '/v1/operator/quarantine', ['operator-1']],
  ['POST', '/v1/operator/quarantine/replay', ['operator-1'], { dataset: 'jud_execution' }],
  ['GET', '/v1/operator/batches/1', ['operator-1']],
  ['GET', '/v1/operator/conflicts', ['operator-1']],
  ['GET', '/v1/operator/snapshots', ['operator-1']],
  ['GET', `/v1/operator/annotations?uscc=${firm}`, ['operator-1']],
  ['POST', '/v1/operator/annotations/999/end', ['operator-1'], {}],
  ['GET', '/v1/identity', ['operator-1']],
  ['POST', '/v1/identity/merges', ['operator-1'], { uscc: 'x', member_uscc: 'y', note: '核实' }],
  ['POST', '/v1/identity/merges/999/split', ['operator-1'], { note: '核实' }],
  ['POST', '/v1/identity/successions/x/end', ['operator-1'], { note: '核实' }],
  ['GET', '/v1/operator/purge', ['operator-1']],
  ['POST', '/v1/operator/purge/holds/none/release', ['operator-1'], {}],
  ['POST', '/v1/operator/quarantine/9-9/decide', ['operator-1'], { decision: 'reject', note: '核实' }],
  ['POST', '/v1/operator/snapshots/999/decide', ['operator-1'], { decision: 'reject', note: '核实' }],
  ['GET', '/v1/deliveries/none', ['operator-1']],
  ['GET', '/v1/owner/requests', ['owner']],
  ['GET', '/v1/owner/consents', ['owner']],
  ['GET', '/v1/owner/queries', ['owner']],
] as readonly (readonly [string, string, readonly string[], object?])[]) {
  test(`${method} ${path.replace(/\?.*/, '')} answers ${allowed.join(', ') || 'none of them'} and nobody else`, async () => {
    const answered: string[] = []
    for (const who of everybody) {
      const { body: answer } = await visit(method, path, { cookie: await signedIn(who), body })
      if (!not_its_own.includes(String(answer.code))) answered.push(who)
    }
    assert.deepEqual(answered, allowed)
    assert.equal((await visit(method, path, { body })).status, 401)
  })
}

test('a consent that a bank’s app has signed is posted by a machine, not by staff or an owner', async () => {
  const body = await signedConsent('bank-a-app', firm, ['P08'])
  for (const who of ['officer-a', 'owner'] as const) {
    const { status, body: answer } = await visit('POST', '/v1/consents', {
      cookie: await signedIn(who),
      body,
    })
    assert.deepEqual([status, answer.code], [403, 'client_only'])
  }
})

test('staff signs in with a cookie that scripts cannot read, a code once, and is out when it signs out', async () => {
  const body = await accountOf('regulator-1')
  const visited = await visit('POST', '/v1/session/staff', { body })
  assert.equal(visited.status, 200)
  assert.match(visited.cookies[0] ?? '', /^xinqiao_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  const { kind, person, institution, roles, simulated } = visited.body
  assert.deepEqual(
    { kind, person, institution, roles, simulated },
    {
      ...{ kind: 'staff', roles: ['regulator'], simulated: true },
      person: { person_id: 'regulator-1', name: '示例监管员' },
      institution: { institution_id: 'regulator', name: '示例监管机构', kind: 'regulator' },
    },
  )
  const again = await visit('POST', '/v1/session/staff', { body })
  assert.deepEqual([again.status, again.body.code, again.cookies], [401, 'sign_in_failed', []])
  const cookie = cookieOf(visited)
  assert.deepEqual((await visit('GET', '/v1/session', { cookie })).body.person, person)
  const out = await visit('DELETE', '/v1/session', { cookie })
  assert.deepEqual([out.status, cookieOf(out)], [204, 'xinqiao_session='])
  assert.equal((await visit('GET', '/v1/session', { cookie })).body.code, 'session_ended')
  assert.equal((await visit('GET', '/v1/products', { cookie })).body.code, 'session_ended')
  assert.equal((await visit('GET', '/v1/session')).body.code, 'session_missing')
})

test('wrong tries on an account that does not exist are answered and locked as on one that does', async () => {
  const body = { person_id: 'made-up', password: 'wrong', code: '123456' }
  const tries = Array.from({ length: 6 }, () => visit('POST', '/v1/session/staff', { body }))
  const answers = (await Promise.all(tries)).map(({ status, body: { code } }) => `${status} ${code}`)
  assert.deepEqual(answers.sort(), [...Array(5).fill('401 sign_in_failed'), '429 sign_in_locked'])
})

test('a change that another site sends with our cookie is refused, and a reading is not', async () => {
  const cookie = await signedIn('officer-a')
  for (const [method, path, body] of [
    ['POST', '/v1/products/P12/queries', freely],
    ['DELETE', '/v1/session', undefined],
    ['POST', '/v1/session/sms', { uscc: firm }],
  ] as const) {
    const { status, body: answer } = await visit(method, path, { cookie, body, foreign: true })
    assert.deepEqual([status, answer.code], [403, 'cross_site'], `${method} ${path}`)
  }
  assert.equal((await visit('GET', '/v1/products', { cookie, foreign: true })).status, 200)
})

test('a token beside a cookie is who asks, and a wrong one is not mended by the cookie', async () => {
  const cookie = await signedIn('officer-a')
  const of = async (token: string) => visit('GET', '/v1/institution/tree', { cookie, token })
  assert.equal((await of(await tokenOf('bank-b-app'))).body.institution_id, 'bank-b-sz')
  assert.equal((await of('made-up')).body.code, 'token_invalid')
})

test('an owner reads who looked: the institution, and the member of its staff', async () => {
  const [officer, owner] = [await signedIn('officer-b'), await signedIn('owner')]
  const looked = await visit('POST', '/v1/products/P12/queries', { cookie: officer, body: freely })
  assert.equal(looked.status, 200)
  const { rows } = (await visit('GET', '/v1/owner/queries', { cookie: owner })).body as unknown as {
    rows: readonly Row[]
  }
  const [last] = rows
  assert.deepEqual([last?.institution_name, last?.person_name], ['演示银行乙深圳分行', '示例信贷员乙'])
})

test('a licence is shown by scan: it signs in the browser that began it, once, for one firm', async () => {
  const begun = await visit('POST', '/v1/session/licence', { body: {} })
  const path = `/v1/session/licence/${begun.body.scan_id}`
  assert.deepEqual([begun.status, begun.body.simulated], [201, true])
  assert.equal((await visit('GET', path, { cookie: cookieOf(begun) })).body.state, 'waiting')
  const confirm = `/v1/simulator/licences/${begun.body.scan_id}/confirm`
  assert.equal((await visit('POST', confirm, { body: { uscc: noodle_shop } })).body.state, 'confirmed')
  const elsewhere = await visit('GET', path)
  assert.deepEqual([elsewhere.status, elsewhere.body.code], [404, 'scan_unknown'])
  const taken = await visit('GET', path, { cookie: cookieOf(begun) })
  const { subject, auth_factors } = taken.body.session as Row
  assert.equal(taken.body.state, 'confirmed')
  assert.equal((subject as Row).uscc, noodle_shop)
  assert.ok((auth_factors as readonly string[]).includes('simulated_licence'))
  assert.equal((await visit('GET', path, { cookie: cookieOf(begun) })).body.state, 'expired')
  const cookie = cookieOf(taken)
  assert.deepEqual((await visit('GET', '/v1/owner/consents', { cookie })).status, 200)
})

test('a code by telephone signs an owner in; five wrong ones spend it', async () => {
  const send = async () => (await visit('POST', '/v1/session/sms', { body: { uscc: noodle_shop } })).body
  const code = (sms: Row, value: unknown) =>
    visit('POST', `/v1/session/sms/${sms.sms_id}`, { body: { code: value } })
  const sms = await send()
  const entered = await code(sms, sms.simulated_code)
  assert.deepEqual([entered.status, entered.body.auth_factors], [200, ['simulated_sms']])
  assert.equal((await code(sms, sms.simulated_code)).body.code, 'sms_code_wrong')
  const spent = await send()
  const wrong = spent.simulated_code === '000000' ? '000001' : '000000'
  for (let tries = 0; tries < 5; tries += 1) assert.equal((await code(spent, wrong)).status, 401)
  const last = await code(spent, spent.simulated_code)
  assert.deepEqual([last.status, last.body.code], [429, 'sms_code_spent'])
})
