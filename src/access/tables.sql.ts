import { type Sql, sql } from '#sql'
import type { Migration } from '#store'

export const accessMigrations: readonly Migration[] = [
  { id: 'access-1', statements: tables() },
  { id: 'access-2', statements: signingIn() },
  { id: 'access-3', statements: locking() },
]

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

// A password and a session's token are kept as digests alone: whoever reads them cannot sign in with them.
function signingIn(): Sql {
  return sql`
    ALTER TABLE access.people ADD COLUMN status text NOT NULL DEFAULT 'active';
    CREATE TABLE access.secrets (
      person_id text PRIMARY KEY REFERENCES access.people,
      salt bytea NOT NULL,
      hash bytea NOT NULL,
      cost_n integer NOT NULL,
      totp_secret text NOT NULL,
      last_step bigint NOT NULL DEFAULT 0
    );
    CREATE TABLE access.tries (person_id text NOT NULL, at timestamptz NOT NULL);
    CREATE INDEX tries_of_person ON access.tries (person_id, at);
    CREATE TABLE access.sessions (
      id_hash bytea PRIMARY KEY,
      person_id text REFERENCES access.people,
      roles text[],
      owner jsonb,
      begun_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL
    );
    CREATE TABLE access.scans (
      scan_id text PRIMARY KEY,
      secret_hash bytea NOT NULL,
      uscc text,
      owner jsonb,
      expires_at timestamptz NOT NULL,
      taken boolean NOT NULL DEFAULT false
    );
    CREATE TABLE access.sms_codes (
      sms_id text PRIMARY KEY,
      code_hash bytea NOT NULL,
      owner jsonb NOT NULL,
      expires_at timestamptz NOT NULL,
      tries integer NOT NULL DEFAULT 0,
      taken boolean NOT NULL DEFAULT false
    )`
}

// A second factor's secret of before stands open until the bureau next starts and locks it: only then is its key known.
function locking(): Sql {
  return sql`
    ALTER TABLE access.secrets ALTER COLUMN totp_secret DROP NOT NULL;
    ALTER TABLE access.secrets ADD COLUMN totp_key_id text;
    ALTER TABLE access.secrets ADD COLUMN totp_locked bytea`
}
