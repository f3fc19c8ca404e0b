import { type AuditLog, append } from '#audit'
import { digest, type Instant, instantFromMs, msOf } from '#kernel'
import type { Tx } from '#store'
import { actorInLog, personAsActor } from './actor.ts'
import { type Person, personById } from './person.ts'
import { refuse } from './refusals.ts'
import { deleteEnded, deleteSession, insertSession, theSession, touchSession } from './session.sql.ts'

/** An owner that has shown who it is: the firm, and who signs for it. It acts for that firm alone. */
export interface Owner {
  readonly uscc: string
  readonly name: string
  readonly subject_type: 'enterprise' | 'individual_business' | 'cooperative'
  readonly signer: {
    readonly role: 'legal_rep' | 'agent' | 'proprietor'
    readonly name_masked: string
    readonly id_hash_sm3_salted: string
  }
  readonly auth_factors: readonly string[]
}

/** Whose session it is. */
export type Holder =
  | { readonly kind: 'staff'; readonly person: Person }
  | { readonly kind: 'owner'; readonly owner: Owner }

export type Session = Holder & { readonly expires_at: Instant }

/** A session that was opened: the token goes to the browser, and only its digest is kept. */
export interface Opened {
  readonly token: string
  readonly session: Session
}

const minute_ms = 60_000
const idle_ms = 30 * minute_ms
const at_most_ms = { staff: 12 * 60 * minute_ms, owner: 2 * 60 * minute_ms } as const

/** Opens a session; it ends half an hour after its last use, and at most 12 h (staff) or 2 h (owners) after this. */
export async function openSession(
  tx: Tx,
  log: AuditLog,
  holder: Holder,
  at: Instant,
  random: (bytes: number) => Uint8Array,
): Promise<Opened> {
  const token = Buffer.from(random(32)).toString('base64url')
  const ends_at = instantFromMs(msOf(at) + at_most_ms[holder.kind])
  const expires_at = sooner(ends_at, instantFromMs(msOf(at) + idle_ms))
  await tx.run(deleteEnded(at))
  await tx.run(insertSession({ id_hash: hashOf(token), ...kept(holder), at, expires_at, ends_at }))
  await append(tx, log, [{ kind: 'act', at, act: 'session.begin', ...inLog(holder) }])
  return { token, session: { ...holder, expires_at } }
}

/**
 * The session of a token, which its use prolongs. Refuses with `session_missing` where there is no token, and with
 * `session_ended` one that is unknown, over, or of a person who was suspended or given other roles since.
 */
export async function requireSession(tx: Tx, token: string | undefined, at: Instant): Promise<Session> {
  if (token === undefined) throw refuse('session_missing', {})
  const [row] = await tx.rows<SessionRow>(theSession(hashOf(token), at))
  const holder = row === undefined ? null : await holderOf(tx, row)
  if (row === undefined || holder === null) throw refuse('session_ended', {})
  const expires_at = sooner(row.ends_at, instantFromMs(msOf(at) + idle_ms))
  if (msOf(expires_at) - msOf(row.expires_at) > minute_ms)
    await tx.run(touchSession(hashOf(token), expires_at))
  return { ...holder, expires_at }
}

/** Ends a session; one that is over already stays over. */
export async function endSession(tx: Tx, log: AuditLog, token: string, at: Instant): Promise<void> {
  const [row] = await tx.rows<SessionRow>(theSession(hashOf(token), at))
  if (row === undefined) return
  await tx.run(deleteSession(hashOf(token)))
  const holder = await holderOf(tx, row)
  await append(tx, log, [{ kind: 'act', at, act: 'session.end', ...(holder === null ? {} : inLog(holder)) }])
}

interface SessionRow {
  readonly person_id: string | null
  readonly roles: readonly string[] | null
  readonly owner: Owner | null
  readonly expires_at: Instant
  readonly ends_at: Instant
}

async function holderOf(tx: Tx, { person_id, roles, owner }: SessionRow): Promise<Holder | null> {
  if (owner !== null) return { kind: 'owner', owner }
  const person = person_id === null ? null : await personById(tx, person_id)
  const stands = person?.status === 'active' && person.roles.join() === roles?.join()
  return person !== null && stands ? { kind: 'staff', person } : null
}

function kept(holder: Holder) {
  return holder.kind === 'staff'
    ? { person_id: holder.person.person_id, roles: holder.person.roles, owner: null }
    : { person_id: null, roles: null, owner: holder.owner }
}

function inLog(holder: Holder) {
  return holder.kind === 'staff' ? actorInLog(personAsActor(holder.person)) : { uscc: holder.owner.uscc }
}

function sooner(a: Instant, b: Instant): Instant {
  return a < b ? a : b
}

function hashOf(token: string): Buffer {
  return digest('intl', token)
}
