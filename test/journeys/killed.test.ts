import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { verifyInclusion } from '#audit'
import { bureau, goneOf, restartedBureau, until, xinqiao } from './bureau.ts'
import { query, send, signedConsent, tokenOf } from './client.ts'
import { firm, known_at } from './history.ts'
import { proofOf } from './proof.ts'

test('a worker that is killed is started again; the present is answered meanwhile, the past after', async () => {
  const { data, said } = await bureau()
  const token = await tokenOf('bank-a-app')
  await send('POST', '/v1/consents', token, await signedConsent('bank-a-app', firm, ['P08']))
  const past = () => query(token, 'P08', { uscc: firm, as_of: known_at })
  const before = await past()
  assert.equal(before.status, 200)
  process.kill(workerOf(data), 'SIGKILL')
  const refused = await until('the past is refused', async () => {
    const reply = await past()
    return reply.status === 200 ? null : reply
  })
  assert.equal(refused.status, 503)
  assert.match(String(refused.body.code), /^worker_(silent|gone)$/)
  assert.match(String(refused.body.detail), /ask again/)
  assert.equal((await query(token, 'P08', { uscc: firm })).status, 200)
  const after = await until('the past is answered again', async () => {
    const reply = await past()
    return reply.status === 200 ? reply : null
  })
  assert.deepEqual(after.body.data, before.body.data)
  assert.match(said(), /the worker ended with SIGKILL[\s\S]*the worker serves again/)
})

test('a bureau that is killed among queries leaves nothing running, and keeps every answer that it gave', async () => {
  const { data, child } = await bureau()
  const token = await tokenOf('bank-a-app')
  const left = [workerOf(data), postgresOf(data)]
  const answered: string[] = []
  const asking = Array.from({ length: 8 }, () => askOnAndOn(token, answered))
  const enough = until('thirty queries were answered', () => answered.length >= 30 || null)
  await Promise.race([enough, Promise.all(asking)])
  child.kill('SIGKILL')
  await Promise.all([goneOf(child), ...asking])
  await until('worker and PostgreSQL are gone', () => !left.some(isRunning) || null)

  await restartedBureau()
  const again = await tokenOf('bank-a-app')
  for (const leaf_hash of answered) assert.ok(verifyInclusion(await proofOf(again, leaf_hash)), leaf_hash)
  assert.equal(((await xinqiao(data, 'audit', 'verify')) as { sound: boolean }).sound, true)
  assert.equal((await query(again, 'P08', { uscc: firm, as_of: known_at })).status, 200)
})

/** Asks until nobody answers any more, and notes the leaf of each answer. */
async function askOnAndOn(token: string, answered: string[]): Promise<void> {
  for (;;) {
    const reply = await query(token, 'P08', { uscc: firm }).catch(() => null)
    if (reply === null) return
    assert.equal(reply.status, 200)
    answered.push((reply.body.audit as { leaf_hash: string }).leaf_hash)
  }
}

function workerOf(data: string): number {
  const processes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n')
  const line = processes.find((each) => each.includes(`worker --data ${data}`))
  assert.ok(line, 'a worker runs')
  return Number.parseInt(line, 10)
}

function postgresOf(data: string): number {
  return Number.parseInt(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8'), 10)
}

// A process that has ended may stand as a zombie until somebody reaps it.
function isRunning(pid: number): boolean {
  const states = execFileSync('ps', ['-eo', 'pid=,stat='], { encoding: 'utf8' })
  return new RegExp(`^\\s*${pid}\\s+[^Z\\s]`, 'm').test(states)
}
