import type { Instant } from '#kernel'
import { empty, type Sql, sql } from '#sql'
import type { NewRequest } from './request.ts'

const columns: Sql = sql`request_id, uscc, institution_id, node_id, purpose, terms ->> 'node_parent_id' AS node_parent_id,
  terms -> 'required_scopes' AS required_scopes, terms -> 'optional_scopes' AS optional_scopes,
  terms -> 'products' AS products, CAST(terms ->> 'term_months' AS integer) AS term_months,
  terms ->> 'contact' AS contact, requested_at, expires_at, status, answered_at, consent_id`

export function insertRequest(request: NewRequest, at: Instant, expires_at: Instant): Sql {
  const { request_id, uscc, institution_id, node_id, purpose, ...terms } = request
  return sql`
    INSERT INTO consent.requests
      (request_id, uscc, institution_id, node_id, purpose, terms, requested_at, expires_at, status)
    VALUES (${request_id}, ${uscc}, ${institution_id}, ${node_id}, ${purpose}, ${JSON.stringify(terms)}, ${at},
      ${expires_at}, 'requested')
    ON CONFLICT DO NOTHING`
}

export function theRequest(request_id: string, lock: boolean): Sql {
  return sql`
    SELECT ${columns}
    FROM consent.requests
    WHERE request_id = ${request_id}
    ${lock ? sql`FOR UPDATE` : empty}`
}

export function requestsTo(uscc: string, at: Instant): Sql {
  return sql`
    SELECT ${columns}
    FROM consent.requests
    WHERE uscc = ${uscc} AND status = 'requested' AND expires_at > ${at}
    ORDER BY requested_at DESC, request_id`
}

export function everyRequestTo(uscc: string): Sql {
  return sql`
    SELECT ${columns}
    FROM consent.requests
    WHERE uscc = ${uscc}
    ORDER BY requested_at DESC, request_id
    LIMIT 100`
}

export function lastRefusal(uscc: string, institution_id: string, purpose: string): Sql {
  return sql`
    SELECT answered_at
    FROM consent.requests
    WHERE uscc = ${uscc} AND institution_id = ${institution_id} AND purpose = ${purpose} AND status = 'refused'
    ORDER BY answered_at DESC
    LIMIT 1`
}

export function answerRequest(
  request_id: string,
  status: 'granted' | 'narrowed' | 'refused',
  at: Instant,
  consent_id: string | null,
): Sql {
  return sql`
    UPDATE consent.requests
    SET status = ${status}, answered_at = ${at}, consent_id = ${consent_id}
    WHERE request_id = ${request_id}`
}
