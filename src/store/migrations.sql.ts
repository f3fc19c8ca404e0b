import { type Sql, sql } from '#sql'

/** Waits until no other process migrates; the lock goes with the transaction. */
export function lockMigrations(): Sql {
  return sql`SELECT pg_advisory_xact_lock(hashtextextended('xinqiao.migrations', 0))`
}

export function migrationsTable(): Sql {
  return sql`
    CREATE SCHEMA IF NOT EXISTS store;
    CREATE TABLE IF NOT EXISTS store.migrations (
      migration_id text PRIMARY KEY,
      text_digest text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`
}

export function appliedMigrations(): Sql {
  return sql`SELECT migration_id, text_digest FROM store.migrations ORDER BY migration_id`
}

export function recordMigration(migration_id: string, text_digest: string): Sql {
  return sql`INSERT INTO store.migrations (migration_id, text_digest) VALUES (${migration_id}, ${text_digest})`
}
