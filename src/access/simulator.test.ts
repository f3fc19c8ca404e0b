import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Licence, openSimulator } from '#access'
import { now, openTestAccess } from '#access/testing'
import { type Instant, instantFromMs, msOf } from '#kernel'
import type { SimulatorSettings } from './simulator.ts'

const licence: Licence = {
  uscc: '91440300QX0000018L',
  name: '深圳市示例云帆信息技术有限公司',
  subject_type: 'enterprise',
  signer: { role: 'legal_rep', name_masked: '示*', id_hash_sm3_salted: 'a0' },
}
const other = { ...licence, uscc: '91440300QX0000026G' }
const settings: SimulatorSettings = {
  random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  licenceOf: async (uscc) => [licence, other].find((each) => each.uscc === uscc) ?? null,
}
const simulator = openSimulator(settings)
const after = (minutes: number): Instant => instantFromMs(msOf(now) + minutes * 60_000)

test('a scan waits, is confirmed on the telephone, and is taken once, by the browser that began it', async () => {
  await using store = await openTestAccess()
  const scan = await simulator.beginScan(store, null, now)
  assert.deepEqual(await simulator.takeScan(store, scan, now), { state: 'waiting' })
  await simulator.confirm(store, scan.scan_id, licence.uscc, now)
  await assert.rejects(simulator.takeScan(store, { ...scan, secret: 'another' }, now), {
    code: 'scan_unknown',
  })
  const owner = { ...licence, auth_factors: ['simulated_licence', 'simulated_face'] }
  assert.deepEqual(await simulator.takeScan(store, scan, now), { state: 'confirmed', owner })
  assert.deepEqual(await simulator.takeScan(store, scan, now), { state: 'expired' })
})

test('a scan for one firm takes no other licence, and ends after five minutes', async () => {
  await using store = await openTestAccess()
  const scan = await simulator.beginScan(store, licence.uscc, now)
  const confirm = (uscc: string, at: Instant) => simulator.confirm(store, scan.scan_id, uscc, at)
  await assert.rejects(confirm(other.uscc, now), { code: 'licence_foreign' })
  await assert.rejects(confirm('91440300QX0000999X', now), { code: 'licence_unknown' })
  assert.deepEqual(await simulator.takeScan(store, scan, after(4.9)), { state: 'waiting' })
  await assert.rejects(confirm(licence.uscc, after(5)), { code: 'scan_unknown' })
  assert.deepEqual(await simulator.takeScan(store, scan, after(5)), { state: 'expired' })
})

test('a code by telephone signs in once, within five minutes and five tries', async () => {
  await using store = await openTestAccess()
  const sent = await simulator.sendCode(store, licence.uscc, now)
  const code = sent.simulated_code ?? ''
  const wrong = code === '000000' ? '000001' : '000000'
  await assert.rejects(simulator.takeCode(store, sent.sms_id, wrong, now), { code: 'sms_code_wrong' })
  const owner = await simulator.takeCode(store, sent.sms_id, code, after(4.9))
  assert.deepEqual(owner.auth_factors, ['simulated_sms'])
  await assert.rejects(simulator.takeCode(store, sent.sms_id, code, now), { code: 'sms_code_wrong' })
  const late = await simulator.sendCode(store, licence.uscc, now)
  await assert.rejects(simulator.takeCode(store, late.sms_id, late.simulated_code ?? '', after(5)), {
    code: 'sms_code_wrong',
  })
  const guessed = await simulator.sendCode(store, licence.uscc, now)
  for (let tries = 0; tries < 5; tries += 1) {
    const guess = guessed.simulated_code === '000000' ? '000001' : '000000'
    await assert.rejects(simulator.takeCode(store, guessed.sms_id, guess, now), { code: 'sms_code_wrong' })
  }
  const last = simulator.takeCode(store, guessed.sms_id, guessed.simulated_code ?? '', now)
  await assert.rejects(last, { code: 'sms_code_spent' })
})

test('what was begun goes on after a restart, and what is long over is forgotten', async () => {
  await using store = await openTestAccess()
  const [scan, sent] = [
    await simulator.beginScan(store, null, now),
    await simulator.sendCode(store, licence.uscc, now),
  ]
  const restarted = openSimulator(settings)
  await restarted.confirm(store, scan.scan_id, licence.uscc, after(1))
  assert.equal((await restarted.takeScan(store, scan, after(1))).state, 'confirmed')
  assert.equal(
    (await restarted.takeCode(store, sent.sms_id, sent.simulated_code ?? '', after(1))).uscc,
    licence.uscc,
  )
  await restarted.beginScan(store, null, after(9.9))
  assert.equal((await restarted.takeScan(store, scan, after(9.9))).state, 'expired')
  await restarted.beginScan(store, null, after(10))
  await assert.rejects(restarted.takeScan(store, scan, after(10)), { code: 'scan_unknown' })
})
