import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  accessMigrations,
  changePerson,
  codeAt,
  endSession,
  type Holder,
  type Owner,
  openSession,
  type Person,
  personById,
  requireSession,
  setSecrets,
  sign_in_tries,
  signIn,
} from '#access'
import { addBank, now } from '#access/testing'
import { type AuditLog, auditMigrations, openLog, verify } from '#audit'
import { type Instant, instantFromMs, msOf } from '#kernel'
import { lockOf, newLockKey, type Store } from '#store'
import { openTestStore } from '#store/testing'
import { addPerson } from './person.ts'

const totp_secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const password = '春眠不觉晓 2026'
const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))
const lock = lockOf([newLockKey()])
const cost = { n: 2 ** 10 }
const after = (minutes: number): Instant => instantFromMs(msOf(now) + minutes * 60_000)

interface Doorstep extends AsyncDisposable {
  readonly store: Store
  readonly log: AuditLog
  tries(given?: Partial<{ person_id: string; password: string; code: string }>, at?: Instant): Promise<Person>
}

async function openDoorstep(): Promise<Doorstep> {
  const store = await openTestStore([...auditMigrations, ...accessMigrations])
  const log = await store.transaction((tx) => openLog(tx, { suite: 'intl', random }, now))
  await store.transaction(addBank)
  const person = {
    person_id: 'p1',
    institution_id: 'bank-a-sz',
    name: '示例',
    roles: ['bank_query'],
  } as const
  await addPerson(store, person, now)
  await setSecrets(store, { person_id: 'p1', password, totp_secret }, { random, lock, cost })
  return {
    store,
    log,
    tries: (given = {}, at = now) =>
      signIn(
        store,
        { log, lock },
        { person_id: 'p1', password, code: codeAt(totp_secret, at), ...given },
        at,
      ),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}

test('a person signs in by password and code, and a code is taken once', async () => {
  await using door = await openDoorstep()
  assert.equal((await door.tries()).person_id, 'p1')
  await assert.rejects(door.tries(), { code: 'sign_in_failed' })
  assert.equal((await door.tries({}, after(1))).institution_name, '演示银行甲深圳分行')
})

test('whatever part is wrong, the answer is one and the same', async () => {
  await using door = await openDoorstep()
  const refused = { code: 'sign_in_failed', message: 'the account, the password or the code is wrong' }
  await assert.rejects(door.tries({ password: `${password}!` }), refused)
  await assert.rejects(door.tries({ code: '000000' }), refused)
  await assert.rejects(door.tries({ person_id: 'nobody' }), refused)
  await changePerson(door.store, 'p1', { status: 'suspended' })
  await assert.rejects(door.tries(), refused)
})

for (const [seconds, is_taken] of [
  [-60, false],
  [-30, true],
  [0, true],
  [30, true],
  [60, false],
] as const) {
  test(`a code of a clock ${seconds} s off is ${is_taken ? 'taken' : 'refused'}`, async () => {
    await using door = await openDoorstep()
    const code = codeAt(totp_secret, instantFromMs(msOf(now) + seconds * 1000))
    const tried = door.tries({ code })
    if (is_taken) assert.equal((await tried).person_id, 'p1')
    else await assert.rejects(tried, { code: 'sign_in_failed' })
  })
}

test('five wrong tries within a quarter of an hour lock an account, though sent together, until they are old', async () => {
  await using door = await openDoorstep()
  const wrong = Array.from({ length: sign_in_tries + 1 }, () => door.tries({ password: 'wrong' }))
  const codes = (await Promise.allSettled(wrong)).map(
    (each) => each.status === 'rejected' && each.reason.code,
  )
  assert.deepEqual(codes.sort(), [...Array(sign_in_tries).fill('sign_in_failed'), 'sign_in_locked'])
  await assert.rejects(door.tries({}, after(14.9)), { code: 'sign_in_locked' })
  assert.equal((await door.tries({}, after(15))).person_id, 'p1')
})

test('who signs in after a wrong try has all five again', async () => {
  await using door = await openDoorstep()
  for (let tries = 1; tries < sign_in_tries; tries += 1) await assert.rejects(door.tries({ code: '000000' }))
  await door.tries()
  await assert.rejects(door.tries({ password: 'wrong' }), { code: 'sign_in_failed' })
  assert.equal((await door.tries({}, after(1))).person_id, 'p1')
})

test('a session lasts half an hour after its last use, and never longer than half a day', async () => {
  await using door = await openDoorstep()
  const { token } = await opened(door)
  const use = (at: Instant) => requireSession(door.store, token, at)
  assert.equal((await use(after(29))).expires_at, after(59))
  assert.equal((await use(after(58.9))).kind, 'staff')
  await assert.rejects(use(after(58.9 + 30)), { code: 'session_ended' })
  const long = await opened(door)
  for (let minutes = 20; minutes < 720; minutes += 20)
    await requireSession(door.store, long.token, after(minutes))
  await assert.rejects(requireSession(door.store, long.token, after(720)), { code: 'session_ended' })
})

test('a session ends when it is ended, and when its person is suspended or given other roles', async () => {
  await using door = await openDoorstep()
  const { store, log } = door
  const first = await opened(door)
  await store.transaction((tx) => endSession(tx, log, first.token, now))
  await assert.rejects(requireSession(store, first.token, now), { code: 'session_ended' })
  const second = await opened(door)
  await changePerson(store, 'p1', { roles: ['bank_query', 'bank_decide'] })
  await assert.rejects(requireSession(store, second.token, now), { code: 'session_ended' })
  const third = await opened(door)
  await changePerson(store, 'p1', { status: 'suspended' })
  await assert.rejects(requireSession(store, third.token, now), { code: 'session_ended' })
  await assert.rejects(requireSession(store, undefined, now), { code: 'session_missing' })
  await assert.rejects(requireSession(store, 'made-up', now), { code: 'session_ended' })
})

async function opened({ store, log }: Doorstep) {
  const person = await personById(store, 'p1')
  assert.ok(person)
  const holder: Holder = { kind: 'staff', person }
  return store.transaction((tx) => openSession(tx, log, holder, now, random))
}

test('a session of an owner lasts two hours at most, and is for its firm alone', async () => {
  await using door = await openDoorstep()
  const { store, log } = door
  const owner: Owner = {
    ...{ uscc: '91440300QX0000018L', name: '示例', subject_type: 'enterprise' },
    signer: { role: 'legal_rep', name_masked: '示*', id_hash_sm3_salted: 'a0' },
    auth_factors: ['simulated_licence'],
  }
  const holder: Holder = { kind: 'owner', owner }
  const { token } = await store.transaction((tx) => openSession(tx, log, holder, now, random))
  for (let minutes = 20; minutes < 120; minutes += 20) {
    const session = await requireSession(store, token, after(minutes))
    assert.deepEqual(session.kind === 'owner' && session.owner, owner)
  }
  assert.equal((await requireSession(store, token, after(119.9))).expires_at, after(120))
  await assert.rejects(requireSession(store, token, after(120)), { code: 'session_ended' })
})

test('signing in, signing out and a wrong try are each an act in the log', async () => {
  await using door = await openDoorstep()
  const { store, log } = door
  const leaves = async () => (await verify(store, { at: now, keys: [] })).unsealed
  const { token } = await opened(door)
  assert.equal(await leaves(), 1)
  await store.transaction((tx) => endSession(tx, log, token, now))
  assert.equal(await leaves(), 2)
  await assert.rejects(door.tries({ password: 'wrong' }))
  assert.equal(await leaves(), 3)
})
