import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { KeptToken } from './token.ts'

export function upsertToken({ model, id, payload, expires_at }: KeptToken, at: Instant): Sql {
  return sql`
    WITH expired AS (
      DELETE FROM access.tokens WHERE expires_at <= ${at} AND (model, id) <> (${model}, ${id})
    )
    INSERT INTO access.tokens (model, id, payload, expires_at)
    VALUES (${model}, ${id}, ${JSON.stringify(payload)}, ${expires_at})
    ON CONFLICT (model, id) DO UPDATE SET payload = EXCLUDED.payload, expires_at = EXCLUDED.expires_at`
}

export function liveToken(model: string, id: string, at: Instant): Sql {
  return sql`
    SELECT payload FROM access.tokens WHERE model = ${model} AND id = ${id} AND expires_at > ${at}`
}

export function deleteToken(model: string, id: string): Sql {
  return sql`DELETE FROM access.tokens WHERE model = ${model} AND id = ${id}`
}
