import { type Sql, sql } from '#sql'
import type { Migration } from '#store'

/** The tables of the log. Rows of `leaves` change by erasure alone, rows of `positions`, `nodes`, `heads` never. */
export const auditMigrations: readonly Migration[] = [{ id: 'audit-1', statements: tables() }]

function tables(): Sql {
  return sql`
    CREATE SCHEMA audit;
    CREATE TABLE audit.log (
      one boolean PRIMARY KEY DEFAULT true CHECK (one),
      digest_suite text NOT NULL,
      made_at timestamptz NOT NULL
    );
    CREATE TABLE audit.leaves (
      leaf_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      leaf_hash bytea NOT NULL,
      at timestamptz NOT NULL,
      uscc text,
      as_of timestamptz,
      datasets text[],
      entry text,
      salt bytea,
      erased_at timestamptz,
      CHECK ((entry IS NULL) = (erased_at IS NOT NULL)),
      CHECK ((salt IS NULL) = (erased_at IS NOT NULL))
    );
    CREATE INDEX leaves_of_subject ON audit.leaves (uscc, as_of) WHERE uscc IS NOT NULL;
    CREATE TABLE audit.unsealed (
      leaf_id bigint PRIMARY KEY,
      leaf_hash bytea NOT NULL,
      seal_by timestamptz NOT NULL
    );
    CREATE TABLE audit.positions (
      position bigint PRIMARY KEY,
      leaf_id bigint NOT NULL UNIQUE,
      leaf_hash bytea NOT NULL
    );
    CREATE INDEX positions_of_hash ON audit.positions (leaf_hash);
    CREATE TABLE audit.nodes (
      level smallint NOT NULL,
      node_index bigint NOT NULL,
      hash bytea NOT NULL,
      PRIMARY KEY (level, node_index)
    );
    CREATE TABLE audit.heads (
      tree_size bigint PRIMARY KEY,
      root_hash bytea NOT NULL,
      digest_suite text NOT NULL,
      signed_at timestamptz NOT NULL,
      kid text NOT NULL,
      alg text NOT NULL,
      signature text NOT NULL
    )`
}
