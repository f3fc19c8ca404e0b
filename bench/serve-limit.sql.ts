import { type Sql, sql } from '#sql'

// A profile of P08 holds about 6 kB, a leaf with its entry about 2 kB.
const profile_bytes = 6_000
const leaf_bytes = 2_000

/** A table with one row to read and one to write to. */
export function makeTables(): readonly Sql[] {
  return [
    sql`CREATE TABLE IF NOT EXISTS profile (id integer PRIMARY KEY, body jsonb NOT NULL)`,
    sql`CREATE TABLE IF NOT EXISTS leaf (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, entry text NOT NULL)`,
    sql`INSERT INTO profile VALUES (1, jsonb_build_object('text', repeat('x', CAST(${profile_bytes} AS integer)))) ON CONFLICT DO NOTHING`,
  ]
}

/** The read. */
export function readProfile(): Sql {
  return sql`SELECT body FROM profile WHERE id = ${1}`
}

/** The durable write. */
export function insertLeaf(): Sql {
  return sql`INSERT INTO leaf (entry) VALUES (${'x'.repeat(leaf_bytes)})`
}
