import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { Owner } from './session.ts'

export interface NewSession {
  readonly id_hash: Uint8Array
  readonly person_id: string | null
  readonly roles: readonly string[] | null
  readonly owner: Owner | null
  readonly at: Instant
  readonly expires_at: Instant
  readonly ends_at: Instant
}

export function insertSession({
  id_hash,
  person_id,
  roles,
  owner,
  at,
  expires_at,
  ends_at,
}: NewSession): Sql {
  return sql`
    INSERT INTO access.sessions (id_hash, person_id, roles, owner, begun_at, expires_at, ends_at)
    VALUES (${id_hash}, ${person_id}, ${roles}, ${owner === null ? null : JSON.stringify(owner)}, ${at},
      ${expires_at}, ${ends_at})`
}

export function theSession(id_hash: Uint8Array, at: Instant): Sql {
  return sql`
    SELECT person_id, roles, owner, expires_at, ends_at
    FROM access.sessions
    WHERE id_hash = ${id_hash} AND expires_at > ${at} AND ends_at > ${at}`
}

export function touchSession(id_hash: Uint8Array, expires_at: Instant): Sql {
  return sql`UPDATE access.sessions SET expires_at = ${expires_at} WHERE id_hash = ${id_hash}`
}

export function deleteSession(id_hash: Uint8Array): Sql {
  return sql`DELETE FROM access.sessions WHERE id_hash = ${id_hash}`
}

/** Forgets the sessions that are over. */
export function deleteEnded(at: Instant): Sql {
  return sql`DELETE FROM access.sessions WHERE expires_at <= ${at} OR ends_at <= ${at}`
}
