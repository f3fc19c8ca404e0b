import type { Instant, Json } from '#kernel'
import { type Sql, sql } from '#sql'
import type { Migration } from '#store'
import { watermarkTable } from './front-end/watermarks.sql.ts'
import type { Push, PushState } from './push.ts'

export const sourcesMigrations: readonly Migration[] = [
  { id: 'sources-1', statements: tables() },
  { id: 'sources-2', statements: watermarkTable() },
]

function tables(): Sql {
  return sql`
    CREATE SCHEMA sources;
    CREATE TABLE sources.pushes (
      delivery_id text PRIMARY KEY,
      client_id text NOT NULL,
      institution_id text NOT NULL,
      request_id text NOT NULL,
      promise jsonb NOT NULL,
      signature jsonb NOT NULL,
      state text NOT NULL,
      outcome jsonb,
      made_at timestamptz NOT NULL,
      done_at timestamptz,
      UNIQUE (client_id, request_id)
    );
    CREATE INDEX pushes_open ON sources.pushes (client_id) WHERE state = 'receiving'`
}

const columns = sql`delivery_id, client_id, institution_id, promise, state, outcome, made_at, done_at`

/** Keeps a push, unless its client has sent the same request before. */
export function insertPush(push: Push, signature: Json): Sql {
  const { delivery_id, client_id, institution_id, promise, made_at } = push
  return sql`
    INSERT INTO sources.pushes
      (delivery_id, client_id, institution_id, request_id, promise, signature, state, made_at)
    VALUES (${delivery_id}, ${client_id}, ${institution_id}, ${promise.request_id},
      CAST(${JSON.stringify(promise)} AS jsonb), CAST(${JSON.stringify(signature)} AS jsonb), 'receiving', ${made_at})
    ON CONFLICT (client_id, request_id) DO NOTHING`
}

export function pushOfRequest(client_id: string, request_id: string): Sql {
  return sql`SELECT ${columns} FROM sources.pushes WHERE client_id = ${client_id} AND request_id = ${request_id}`
}

export function thePush(delivery_id: string): Sql {
  return sql`SELECT ${columns} FROM sources.pushes WHERE delivery_id = ${delivery_id}`
}

/** The pushes of a client that still receive, the oldest first. */
export function openPushes(client_id: string): Sql {
  return sql`
    SELECT ${columns} FROM sources.pushes WHERE client_id = ${client_id} AND state = 'receiving'
    ORDER BY made_at, delivery_id`
}

/** Moves a push on from one state to the next; nothing where it stands in another. */
export function movePush(
  delivery_id: string,
  from: PushState,
  to: PushState,
  outcome: Json,
  done_at: Instant | null,
): Sql {
  return sql`
    UPDATE sources.pushes
    SET state = ${to}, outcome = CAST(${JSON.stringify(outcome)} AS jsonb), done_at = ${done_at}
    WHERE delivery_id = ${delivery_id} AND state = ${from}`
}
