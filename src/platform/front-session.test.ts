import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { verify } from '#audit'
import { demo_firms } from '#sandbox'
import { demoLogins } from './demo-people.ts'
import { sessionFront } from './front-session.ts'
import { openTestBureau } from './testing/bureau.ts'

test('where there is no demo, owners wait for a real identity provider, and nothing is simulated', async () => {
  await using open = await openTestBureau()
  const sessions = sessionFront(open.state, false)
  const { uscc } = demo_firms.healthy
  for (const ask of [() => sessions.beginScan(null), () => sessions.sendCode(uscc)]) {
    await assert.rejects(async () => ask(), { code: 'no_identity_provider' })
  }
  for (const ask of [sessions.accounts, sessions.licences, () => sessions.confirm('s', uscc)]) {
    await assert.rejects(async () => ask(), { code: 'no_simulator' })
  }
})

test('the demo’s staff keeps its secrets from one start to the next, and each account signs in twice at once', async () => {
  await using open = await openTestBureau()
  const { state } = open
  const logins = await demoLogins(state)
  assert.deepEqual(await demoLogins(state), logins)
  assert.equal(statSync(join(state.settings.data_dir, 'demo', 'people.json')).mode & 0o777, 0o600)
  const sessions = sessionFront(state, true)
  for (const _ of ['this code', 'the next one']) {
    const { person_id, password, code } = (await sessions.accounts())[0] ?? assert.fail()
    const { token } = await sessions.staff({ person_id, password, code })
    assert.equal((await sessions.require(token)).kind, 'staff')
  }
})

test('a code that was never sent is refused, and the refusal stands in the log', async () => {
  await using open = await openTestBureau()
  const before = await leavesIn(open.state)
  await assert.rejects(sessionFront(open.state, true).takeCode('made-up', '123456'), {
    code: 'sms_code_wrong',
  })
  assert.equal(await leavesIn(open.state), before + 1)
})

async function leavesIn({ store, clock }: Awaited<ReturnType<typeof openTestBureau>>['state']) {
  return (await verify(store, { at: clock(), keys: [] })).unsealed
}
