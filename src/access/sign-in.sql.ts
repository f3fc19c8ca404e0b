import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { LockedSecret } from '#store'
import type { KeptPassword } from './password.ts'

export function upsertSecrets(
  person_id: string,
  { salt, hash, cost_n }: KeptPassword,
  { key_id, locked }: LockedSecret,
): Sql {
  return sql`
    INSERT INTO access.secrets (person_id, salt, hash, cost_n, totp_key_id, totp_locked)
    VALUES (${person_id}, ${salt}, ${hash}, ${cost_n}, ${key_id}, ${locked})
    ON CONFLICT (person_id) DO UPDATE
      SET salt = EXCLUDED.salt, hash = EXCLUDED.hash, cost_n = EXCLUDED.cost_n, totp_secret = NULL,
        totp_key_id = EXCLUDED.totp_key_id, totp_locked = EXCLUDED.totp_locked, last_step = 0`
}

export function theSecrets(person_id: string): Sql {
  return sql`
    SELECT salt, hash, cost_n, totp_key_id AS key_id, totp_locked AS locked
    FROM access.secrets
    WHERE person_id = ${person_id}`
}

/** The second factors of before they were locked, held until the transaction ends. */
export function openSecrets(): Sql {
  return sql`
    SELECT person_id, totp_secret
    FROM access.secrets
    WHERE totp_secret IS NOT NULL
    ORDER BY person_id
    FOR UPDATE`
}

export function lockSecret(person_id: string, { key_id, locked }: LockedSecret): Sql {
  return sql`
    UPDATE access.secrets
    SET totp_key_id = ${key_id}, totp_locked = ${locked}, totp_secret = NULL
    WHERE person_id = ${person_id}`
}

/** Writes the table anew, for an updated row's old version stays in its file. */
export function rewriteSecrets(): Sql {
  return sql`VACUUM FULL access.secrets`
}

export function lastStep(person_id: string): Sql {
  return sql`SELECT last_step FROM access.secrets WHERE person_id = ${person_id}`
}

/** Takes the time step of a code; no row where it, or a later one, was taken before. */
export function takeStep(person_id: string, step: number): Sql {
  return sql`UPDATE access.secrets SET last_step = ${step} WHERE person_id = ${person_id} AND last_step < ${step}`
}

/** One sign-in of a person at a time; the lock goes with its transaction. */
export function lockSignIn(person_id: string): Sql {
  return sql`SELECT pg_advisory_xact_lock(hashtextextended('xinqiao.access.sign-in ' || ${person_id}, 0))`
}

export function insertTry(person_id: string, at: Instant): Sql {
  return sql`INSERT INTO access.tries (person_id, at) VALUES (${person_id}, ${at})`
}

/** Forgets the tries of a person, who has signed in. */
export function deleteTries(person_id: string): Sql {
  return sql`DELETE FROM access.tries WHERE person_id = ${person_id}`
}

/** Forgets the tries that no longer lock. */
export function deleteTriesUntil(until: Instant): Sql {
  return sql`DELETE FROM access.tries WHERE at <= ${until}`
}

/** The tries since an instant, newest first. */
export function triesSince(person_id: string, since: Instant): Sql {
  return sql`SELECT at FROM access.tries WHERE person_id = ${person_id} AND at > ${since} ORDER BY at DESC`
}
