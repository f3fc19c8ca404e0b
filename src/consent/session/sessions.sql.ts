import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { NewSession } from './session.ts'

export function insertSession(session: NewSession, at: Instant, expires_at: Instant): Sql {
  const { session_id, request_id, return_url, state, webhook_url } = session
  return sql`
    INSERT INTO consent.sessions (session_id, request_id, return_url, state, webhook_url, made_at, expires_at)
    VALUES (${session_id}, ${request_id}, ${return_url}, ${state}, ${webhook_url}, ${at}, ${expires_at})`
}

export function theSession(session_id: string): Sql {
  return sql`
    SELECT session_id, request_id, return_url, state, webhook_url, made_at, expires_at
    FROM consent.sessions
    WHERE session_id = ${session_id}`
}
