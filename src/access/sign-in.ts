import { type AuditLog, append } from '#audit'
import { type Instant, instantFromMs, msOf } from '#kernel'
import type { LockedSecret, SecretLock, Store, Tx } from '#store'
import { isPassword, type KeptPassword, password_cost } from './password.ts'
import { type Person, personById } from './person.ts'
import { refuse } from './refusals.ts'
import { stepOf } from './second-factor.ts'
import { boundTo } from './secrets.ts'
import {
  deleteTries,
  deleteTriesUntil,
  insertTry,
  lastStep,
  lockSignIn,
  takeStep,
  theSecrets,
  triesSince,
} from './sign-in.sql.ts'

/** What a member of staff shows: who it is, its password, and the code of the moment. */
export interface SignIn {
  readonly person_id: string
  readonly password: string
  readonly code: string
}

/** Wrong tries of one account within a quarter of an hour, after which it waits. */
export const sign_in_tries = 5
const tries_window_ms = 15 * 60_000

/** Where a person that signs in is looked at: what records it, and what opens its second factor. */
export interface Doorway {
  readonly log: AuditLog
  readonly lock: SecretLock
}

/**
 * The person that signs in. Refuses with `sign_in_failed` whatever part is wrong, after the same work for a person that
 * does not exist, and with `sign_in_locked` after five wrong tries within a quarter of an hour. A code is taken once.
 */
export async function signIn(
  store: Store,
  { log, lock }: Doorway,
  given: SignIn,
  at: Instant,
): Promise<Person> {
  const { person_id } = given
  await store.transaction((tx) => countTry(tx, person_id, at))
  const person = await recognised(store, lock, given, at) // outside, for a hash takes long and a transaction holds a connection
  await store.transaction(async (tx) => {
    if (person === null) await append(tx, log, [{ kind: 'act', at, act: 'session.refused', person_id }])
    else await tx.run(deleteTries(person_id))
  })
  if (person === null) throw refuse('sign_in_failed', {})
  return person
}

/** The time step of the last code that a person signed in with; 0 where there was none. */
export async function stepTaken(tx: Tx, person_id: string): Promise<number> {
  const [row] = await tx.rows<{ last_step: number }>(lastStep(person_id))
  return row?.last_step ?? 0
}

// A try counts before it is judged, so that guesses sent together count too; the right one takes them all back.
async function countTry(tx: Tx, person_id: string, at: Instant): Promise<void> {
  await tx.run(lockSignIn(person_id))
  const since = instantFromMs(msOf(at) - tries_window_ms)
  await tx.run(deleteTriesUntil(since))
  const tries = await tx.rows<{ at: Instant }>(triesSince(person_id, since))
  const oldest = tries[sign_in_tries - 1]
  if (oldest !== undefined) {
    throw refuse('sign_in_locked', { until: instantFromMs(msOf(oldest.at) + tries_window_ms) })
  }
  await tx.run(insertTry(person_id, at))
}

type Secrets = KeptPassword & LockedSecret

const nobody: KeptPassword = { salt: new Uint8Array(16), hash: new Uint8Array(32), cost_n: password_cost.n }

async function recognised(
  tx: Tx,
  lock: SecretLock,
  { person_id, password, code }: SignIn,
  at: Instant,
): Promise<Person | null> {
  const [secrets] = await tx.rows<Secrets>(theSecrets(person_id))
  const is_password = await isPassword(password, secrets ?? nobody)
  if (secrets === undefined || !is_password) return null
  const step = stepOf(lock.unlock(secrets, boundTo(person_id)), code, at)
  if (step === null || (await tx.run(takeStep(person_id, step))) === 0) return null
  const person = await personById(tx, person_id)
  return person?.status === 'active' ? person : null
}
