import { type Sql, sql } from '#sql'
import type { Migration } from '#store'

export const accessMigrations: readonly Migration[] = [{ id: 'access-1', statements: tables() }]

// The path is kept, for it is read with every request, and an institution never moves within its tree.
function tables(): Sql {
  return sql`
    CREATE SCHEMA access;
    CREATE TABLE access.institutions (
      institution_id text PRIMARY KEY,
      parent_id text REFERENCES access.institutions,
      ancestor_ids text[] NOT NULL,
      kind text NOT NULL,
      name text NOT NULL,
      added_at timestamptz NOT NULL
    );
    CREATE INDEX institutions_below ON access.institutions USING gin (ancestor_ids);
    CREATE TABLE access.clients (
      client_id text PRIMARY KEY,
      institution_id text NOT NULL REFERENCES access.institutions,
      name text NOT NULL,
      roles text[] NOT NULL,
      scopes text[] NOT NULL,
      purposes text[] NOT NULL,
      jwks jsonb NOT NULL,
      rate_limit_per_minute integer,
      status text NOT NULL,
      status_reason text,
      added_at timestamptz NOT NULL
    );
    CREATE TABLE access.people (
      person_id text PRIMARY KEY,
      institution_id text NOT NULL REFERENCES access.institutions,
      name text NOT NULL,
      roles text[] NOT NULL,
      added_at timestamptz NOT NULL
    );
    CREATE TABLE access.tokens (
      model text NOT NULL,
      id text NOT NULL,
      payload jsonb NOT NULL,
      expires_at timestamptz NOT NULL,
      PRIMARY KEY (model, id)
    );
    CREATE INDEX tokens_expiring ON access.tokens (expires_at)`
}
