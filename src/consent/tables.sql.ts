import { type Sql, sql } from '#sql'
import type { Migration } from '#store'

export const consentMigrations: readonly Migration[] = [
  { id: 'consent-1', statements: tables() },
  { id: 'consent-2', statements: sessions() },
  { id: 'consent-3', statements: webhooks() },
  { id: 'consent-4', statements: sql`ALTER TABLE consent.webhooks ADD COLUMN gone_at timestamptz` },
  { id: 'consent-5', statements: locking() },
]

// What a disclosure is checked against stands in columns; what was signed stands once, in `signed`.
function tables(): Sql {
  return sql`
    CREATE SCHEMA consent;
    CREATE TABLE consent.templates (
      template_id text NOT NULL,
      template_version integer NOT NULL,
      hash_sm3 text NOT NULL,
      template jsonb NOT NULL,
      approved_by text NOT NULL,
      approved_at timestamptz NOT NULL,
      PRIMARY KEY (template_id, template_version)
    );
    CREATE TABLE consent.grants (
      consent_id text PRIMARY KEY,
      version integer NOT NULL,
      uscc text NOT NULL,
      node_id text NOT NULL,
      node_parent_id text,
      parent_may_see boolean NOT NULL,
      purpose text NOT NULL,
      scopes text[] NOT NULL,
      products text[] NOT NULL,
      valid_from date NOT NULL,
      valid_to date,
      max_queries integer,
      queries_made integer NOT NULL DEFAULT 0,
      loan_ref_hash text,
      until_settlement boolean NOT NULL,
      status text NOT NULL,
      resumes_to text,
      termination_requested_at timestamptz,
      withdrawn_at timestamptz,
      end_reason text,
      channel text NOT NULL,
      signed jsonb NOT NULL,
      received_at timestamptz NOT NULL
    );
    CREATE INDEX grants_of_subject ON consent.grants (uscc, node_id);
    CREATE INDEX grants_of_loan ON consent.grants (loan_ref_hash) WHERE loan_ref_hash IS NOT NULL;
    CREATE TABLE consent.versions (
      consent_id text NOT NULL REFERENCES consent.grants,
      version integer NOT NULL,
      act text NOT NULL,
      at timestamptz NOT NULL,
      scopes text[] NOT NULL,
      products text[] NOT NULL,
      valid_to date,
      status text NOT NULL,
      PRIMARY KEY (consent_id, version)
    );
    CREATE TABLE consent.evidence (
      consent_id text NOT NULL REFERENCES consent.grants,
      step_no integer NOT NULL,
      step text NOT NULL,
      at timestamptz NOT NULL,
      content text NOT NULL,
      prev_digest text NOT NULL,
      digest_sm3 text NOT NULL,
      PRIMARY KEY (consent_id, step_no)
    );
    CREATE TABLE consent.requests (
      request_id text PRIMARY KEY,
      uscc text NOT NULL,
      institution_id text NOT NULL,
      node_id text NOT NULL,
      purpose text NOT NULL,
      terms jsonb NOT NULL,
      requested_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      status text NOT NULL,
      answered_at timestamptz,
      consent_id text REFERENCES consent.grants
    );
    CREATE INDEX requests_of_subject ON consent.requests (uscc, institution_id, purpose);
    CREATE TABLE consent.notices (
      notice_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      addressee text NOT NULL,
      event text NOT NULL,
      consent_id text,
      request_id text,
      at timestamptz NOT NULL
    );
    CREATE INDEX notices_to ON consent.notices (addressee, notice_id)`
}

function sessions(): Sql {
  return sql`
    CREATE TABLE consent.sessions (
      session_id text PRIMARY KEY,
      request_id text NOT NULL REFERENCES consent.requests,
      return_url text NOT NULL,
      state text NOT NULL,
      webhook_url text,
      made_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL
    );
    CREATE INDEX sessions_of_request ON consent.sessions (request_id)`
}

// What was told before there were webhooks is not told again.
function webhooks(): Sql {
  return sql`
    ALTER TABLE consent.notices ADD COLUMN handed_at timestamptz;
    UPDATE consent.notices SET handed_at = at;
    CREATE INDEX notices_waiting ON consent.notices (notice_id) WHERE handed_at IS NULL;
    CREATE INDEX requests_of_consent ON consent.requests (consent_id) WHERE consent_id IS NOT NULL;
    CREATE TABLE consent.webhooks (
      institution_id text PRIMARY KEY,
      url text NOT NULL,
      secret text NOT NULL,
      made_at timestamptz NOT NULL
    );
    CREATE TABLE consent.deliveries (
      delivery_id text PRIMARY KEY,
      notice_id bigint NOT NULL REFERENCES consent.notices,
      institution_id text NOT NULL REFERENCES consent.webhooks,
      url text NOT NULL,
      body text NOT NULL,
      status text NOT NULL,
      attempts integer NOT NULL DEFAULT 0,
      last_problem text,
      made_at timestamptz NOT NULL,
      done_at timestamptz
    );
    CREATE INDEX deliveries_to ON consent.deliveries (institution_id, made_at)`
}

// A secret of before stands open until the bureau next starts and locks it: only then is its key known.
function locking(): Sql {
  return sql`
    ALTER TABLE consent.webhooks ALTER COLUMN secret DROP NOT NULL;
    ALTER TABLE consent.webhooks ADD COLUMN key_id text;
    ALTER TABLE consent.webhooks ADD COLUMN locked bytea`
}
