import { sql } from '#sql'
import type { Migration } from '#store'

/**
 * `metering.requests`: which request ids were answered and what a repeat must come to; `metering.usage`: one row a
 * query that was answered; `metering.quotas` and `metering.prices`: what holds for a node and all below it;
 * `metering.counters`: the month's units against each quota, in shards, so that queries do not wait for one row.
 */
export const meteringMigrations: readonly Migration[] = [
  {
    id: 'metering-1',
    statements: sql`
      CREATE SCHEMA metering;
      CREATE TABLE metering.requests (
        institution_id text NOT NULL, request_id text NOT NULL, body_digest text NOT NULL, recorded jsonb NOT NULL,
        claimed_at timestamptz NOT NULL, PRIMARY KEY (institution_id, request_id));
      CREATE INDEX ON metering.requests (claimed_at);
      CREATE TABLE metering.usage (
        usage_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        institution_id text NOT NULL, client_id text NOT NULL, request_id text NOT NULL, product_id text NOT NULL,
        product_version text NOT NULL, hit text NOT NULL, units integer NOT NULL, amount_cny numeric(18,2) NOT NULL,
        consent_id text, at timestamptz NOT NULL);
      CREATE INDEX ON metering.usage (institution_id, at);
      CREATE TABLE metering.quotas (
        institution_id text NOT NULL, product_id text NOT NULL, units_per_month integer NOT NULL,
        PRIMARY KEY (institution_id, product_id));
      CREATE TABLE metering.counters (
        institution_id text NOT NULL, product_id text NOT NULL, month integer NOT NULL, shard integer NOT NULL,
        units integer NOT NULL, PRIMARY KEY (institution_id, product_id, month, shard));
      CREATE TABLE metering.prices (
        institution_id text NOT NULL, product_id text NOT NULL, valid_from date NOT NULL,
        price_cny numeric(18,2) NOT NULL, PRIMARY KEY (institution_id, product_id, valid_from));`,
  },
]
