import { sql } from '#sql'
import type { Migration } from '#store'

/** `profiles.served`: what is served of each enterprise, found by its name too; `profiles.projection`: of which warehouse it is a picture. */
export const profilesMigrations: readonly Migration[] = [
  {
    id: 'profiles-1',
    statements: sql`
      CREATE SCHEMA profiles;
      CREATE TABLE profiles.served (
        uscc text PRIMARY KEY, enterprise_id integer NOT NULL, as_of timestamp NOT NULL,
        "values" float8[] NOT NULL, flags smallint[] NOT NULL, marks integer[] NOT NULL, body jsonb NOT NULL);
      CREATE TABLE profiles.projection (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        generation integer NOT NULL, layout text NOT NULL, as_of timestamp NOT NULL);`,
  },
  {
    id: 'profiles-2',
    statements: sql`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      ALTER TABLE profiles.served ADD COLUMN name text;
      CREATE INDEX ON profiles.served USING gin (name gin_trgm_ops);`,
  },
]
