import { sql } from '#sql'
import type { Migration } from '#store'

/**
 * `metering.usage`: one row an answered request, with the nodes above its institution, so that usage and cost roll up;
 * `metering.terms`: a node's price and monthly quota, which hold for what stands below it.
 */
export const meteringMigrations: readonly Migration[] = [
  {
    id: 'metering-1',
    statements: sql`
      CREATE SCHEMA metering;
      CREATE TABLE metering.usage (
        institution_id text NOT NULL, request_id text NOT NULL, body_digest text NOT NULL, client_id text NOT NULL,
        ancestor_ids text[] NOT NULL, product_id text NOT NULL, product_version text NOT NULL, uscc text NOT NULL,
        purpose text NOT NULL, consent_id text, hit text NOT NULL, units integer NOT NULL, price_cny numeric(18,2) NOT NULL,
        as_of timestamp NOT NULL, answer_digest text NOT NULL, leaf_hash text NOT NULL, decision_id text,
        at timestamp NOT NULL,
        PRIMARY KEY (institution_id, request_id));
      CREATE INDEX ON metering.usage (at);
      CREATE TABLE metering.terms (
        institution_id text NOT NULL, product_id text NOT NULL, price_cny numeric(18,2), units_per_month integer,
        PRIMARY KEY (institution_id, product_id));`,
  },
]
