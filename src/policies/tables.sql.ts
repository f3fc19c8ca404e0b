import { type Sql, sql } from '#sql'
import type { Migration } from '#store'

/** The tables of policies. A published version never changes; a decision changes by the erasure of its inputs alone. */
export const policiesMigrations: readonly Migration[] = [{ id: 'policies-1', statements: tables() }]

function tables(): Sql {
  return sql`
    CREATE SCHEMA policies;
    CREATE TABLE policies.versions (
      policy_id text NOT NULL,
      version text NOT NULL,
      institution text NOT NULL,
      definition jsonb NOT NULL,
      reasons jsonb NOT NULL,
      definition_digest text NOT NULL,
      state text NOT NULL CHECK (state IN ('draft', 'published', 'retired')),
      kept_at timestamptz NOT NULL,
      published_at timestamptz,
      retired_at timestamptz,
      PRIMARY KEY (policy_id, version),
      CHECK ((state = 'draft') = (published_at IS NULL)),
      CHECK ((state = 'retired') = (retired_at IS NOT NULL))
    );
    CREATE UNIQUE INDEX one_published_version ON policies.versions (policy_id) WHERE state = 'published';
    CREATE TABLE policies.decisions (
      decision_id text PRIMARY KEY,
      request_id text NOT NULL,
      institution text NOT NULL,
      policy_id text NOT NULL,
      policy_version text NOT NULL,
      definition_digest text NOT NULL,
      uscc text NOT NULL,
      consent_id text,
      consent_version integer,
      as_of timestamptz NOT NULL,
      inputs jsonb,
      inputs_digest text NOT NULL,
      bank_inputs_digest text,
      advice text NOT NULL,
      advice_digest text NOT NULL,
      leaf_hash text NOT NULL,
      at timestamptz NOT NULL,
      erased_at timestamptz,
      UNIQUE (institution, request_id),
      FOREIGN KEY (policy_id, policy_version) REFERENCES policies.versions (policy_id, version),
      CHECK ((inputs IS NULL) = (erased_at IS NOT NULL))
    );
    CREATE INDEX decisions_of_subject ON policies.decisions (uscc, at);
    CREATE INDEX decisions_with_inputs ON policies.decisions (at) WHERE inputs IS NOT NULL;
    CREATE TABLE policies.bank_decisions (
      bank_decision_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      decision_id text NOT NULL REFERENCES policies.decisions (decision_id),
      result text NOT NULL CHECK (result IN ('approved', 'rejected', 'withdrawn')),
      limit_cny numeric(18, 2),
      reject_code smallint,
      decided_at timestamptz NOT NULL,
      reported_at timestamptz NOT NULL,
      CHECK ((result = 'approved') = (limit_cny IS NOT NULL)),
      CHECK ((result = 'rejected') = (reject_code IS NOT NULL))
    );
    CREATE INDEX results_of_decision ON policies.bank_decisions (decision_id, bank_decision_id)`
}
