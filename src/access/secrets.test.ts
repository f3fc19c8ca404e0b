import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessMigrations, addPerson, codeAt, lockSecrets, type Person, setSecrets, signIn } from '#access'
import { addBank, now } from '#access/testing'
import { auditMigrations, openLog } from '#audit'
import { sql } from '#sql'
import { lockOf, migrate, newLockKey, type SecretLock, type Store } from '#store'
import { openTestStore } from '#store/testing'
import { keepPassword } from './password.ts'

const totp_secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))
const cost = { n: 2 ** 10 }
const given = { person_id: 'p1', password: '春眠不觉晓' }
const secrets = { ...given, totp_secret }

test('the stored bytes of a second factor do not hold its secret, and another key opens it by no means', async () => {
  await using store = await openTestStore([...auditMigrations, ...accessMigrations])
  const key = newLockKey()
  await addPeople(store)
  await setSecrets(store, secrets, { random, lock: lockOf([key]), cost })
  assert.equal(await isOnDisk(store), false)
  assert.equal((await tries(store, lockOf([key]))).person_id, 'p1')
  await assert.rejects(tries(store, lockOf([newLockKey()])), {
    code: 'secret_key_missing',
    kind: 'unavailable',
  })
  const changed = { ...newLockKey(), key_id: key.key_id }
  await assert.rejects(tries(store, lockOf([changed])), { code: 'secret_damaged', kind: 'unavailable' })
})

test('a second factor does not open beside another person', async () => {
  await using store = await openTestStore([...auditMigrations, ...accessMigrations])
  const lock = lockOf([newLockKey()])
  await addPeople(store)
  for (const person_id of ['p1', 'p2'])
    await setSecrets(store, { ...secrets, person_id }, { random, lock, cost })
  await store.run(sql`
    UPDATE access.secrets SET totp_locked = other.totp_locked
    FROM access.secrets AS other
    WHERE access.secrets.person_id = 'p1' AND other.person_id = 'p2'`)
  await assert.rejects(tries(store, lock), { code: 'secret_damaged' })
})

test('a store of before signs its people in as ever once it is locked, and its file holds no open secret', async () => {
  await using store = await openTestStore([...auditMigrations, ...accessMigrations.slice(0, 2)])
  await addPeople(store)
  const { salt, hash, cost_n } = await keepPassword(given.password, random(16), cost)
  await store.run(sql`
    INSERT INTO access.secrets (person_id, salt, hash, cost_n, totp_secret)
    VALUES ('p1', ${salt}, ${hash}, ${cost_n}, ${totp_secret})`)
  await migrate(store, [...auditMigrations, ...accessMigrations])
  assert.equal(await isOnDisk(store), true)
  const lock = lockOf([newLockKey()])
  assert.equal(await lockSecrets(store, lock), 1)
  assert.equal(await isOnDisk(store), false)
  assert.equal(await lockSecrets(store, lock), 0)
  assert.equal((await tries(store, lock)).person_id, 'p1')
})

async function addPeople(store: Store): Promise<void> {
  await store.transaction(addBank)
  const person = { institution_id: 'bank-a-sz', name: '示例', roles: ['bank_query'] } as const
  for (const person_id of ['p1', 'p2']) await addPerson(store, { ...person, person_id }, now)
}

async function tries(store: Store, lock: SecretLock): Promise<Person> {
  const log = await store.transaction((tx) => openLog(tx, { suite: 'intl', random }, now))
  return signIn(store, { log, lock }, { ...given, code: codeAt(totp_secret, now) }, now)
}

// Whether the table's own file holds the secret, deleted rows and all.
async function isOnDisk(store: Store): Promise<boolean> {
  await store.run(sql`CHECKPOINT`)
  const [row] = await store.rows<{ at: number }>(sql`
    SELECT position(convert_to(${totp_secret}, 'UTF8') IN pg_read_binary_file(pg_relation_filepath('access.secrets'))) AS at`)
  return row !== undefined && row.at > 0
}
