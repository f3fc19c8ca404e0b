import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { ClientKeys, ClientStatus, NewClient } from './client.ts'

export function insertClient(client: NewClient, at: Instant): Sql {
  const { client_id, institution_id, name, roles, scopes, purposes, jwks, rate_limit_per_minute } = client
  return sql`
    INSERT INTO access.clients
      (client_id, institution_id, name, roles, scopes, purposes, jwks, rate_limit_per_minute, status, added_at)
    VALUES (${client_id}, ${institution_id}, ${name}, ${roles}, ${scopes}, ${purposes}, ${JSON.stringify(jwks)},
      ${rate_limit_per_minute}, 'active', ${at})
    ON CONFLICT DO NOTHING`
}

export function setKeys({ client_id, jwks }: ClientKeys): Sql {
  return sql`UPDATE access.clients SET jwks = ${JSON.stringify(jwks)} WHERE client_id = ${client_id}`
}

export function setStatus(client_id: string, status: ClientStatus, reason: string | null): Sql {
  return sql`
    UPDATE access.clients
    SET status = ${status}, status_reason = ${reason}
    WHERE client_id = ${client_id}`
}

export function theClient(client_id: string): Sql {
  return sql`
    SELECT client_id, institution_id, ancestor_ids, kind AS institution_kind,
      institutions.name AS institution_name, clients.name, roles, scopes, purposes, jwks,
      rate_limit_per_minute, status, status_reason
    FROM access.clients
    JOIN access.institutions USING (institution_id)
    WHERE client_id = ${client_id}`
}
