import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { Usage } from './usage.ts'

/** What was answered under a request id before. */
export function requestOf(institution_id: string, request_id: string): Sql {
  return sql`
    SELECT body_digest, product_version, as_of, answer_digest, leaf_hash, decision_id, at
    FROM metering.usage WHERE institution_id = ${institution_id} AND request_id = ${request_id}`
}

/**
 * Writes a usage at the price of the nearest node that has one; no row where the request id is taken, or where the
 * month's units of a node with a quota are used up.
 */
export function insertUsage(usage: Usage): Sql {
  const month = usage.at.slice(0, 7)
  return sql`
    INSERT INTO metering.usage (institution_id, request_id, body_digest, client_id, ancestor_ids, product_id, product_version,
      uscc, purpose, consent_id, hit, units, price_cny, as_of, answer_digest, leaf_hash, decision_id, at)
    SELECT ${usage.institution_id}, ${usage.request_id}, ${usage.body_digest}, ${usage.client_id}, ${usage.ancestor_ids}::text[],
      ${usage.product_id}, ${usage.product_version}, ${usage.uscc}, ${usage.purpose}, ${usage.consent_id}, ${usage.hit},
      ${usage.units}::integer,
      ${usage.units}::integer * coalesce((
        SELECT t.price_cny FROM metering.terms t
        WHERE t.institution_id = ANY (${usage.ancestor_ids}::text[]) AND t.product_id = ${usage.product_id} AND t.price_cny IS NOT NULL
        ORDER BY array_position(${usage.ancestor_ids}::text[], t.institution_id) LIMIT 1), ${usage.price_cny}::numeric),
      ${usage.as_of}::timestamptz AT TIME ZONE 'UTC', ${usage.answer_digest}, ${usage.leaf_hash}, ${usage.decision_id ?? null},
      ${usage.at}::timestamptz AT TIME ZONE 'UTC'
    WHERE NOT EXISTS (
      SELECT 1 FROM metering.terms t
      WHERE t.institution_id = ANY (${usage.ancestor_ids}::text[]) AND t.product_id = ${usage.product_id}
        AND t.units_per_month IS NOT NULL AND ${usage.units}::integer + (
          SELECT coalesce(sum(u.units), 0) FROM metering.usage u
          WHERE t.institution_id = ANY (u.ancestor_ids) AND u.product_id = t.product_id
            AND to_char(u.at, 'YYYY-MM') = ${month}) > t.units_per_month)
    ON CONFLICT (institution_id, request_id) DO NOTHING`
}

/** A node's price and monthly quota of a product; null leaves either to the node above. */
export function upsertTerms(
  institution_id: string,
  product_id: string,
  price_cny: string | null,
  units_per_month: number | null,
): Sql {
  return sql`
    INSERT INTO metering.terms (institution_id, product_id, price_cny, units_per_month)
    VALUES (${institution_id}, ${product_id}, ${price_cny}::numeric, ${units_per_month}::integer)
    ON CONFLICT (institution_id, product_id) DO UPDATE SET price_cny = excluded.price_cny, units_per_month = excluded.units_per_month`
}

/** The usage of a node and all below it between two instants, by node and product. */
export function statementRows(institution_id: string, from: Instant, until: Instant): Sql {
  return sql`
    SELECT institution_id, product_id, count(*) AS queries, count(*) FILTER (WHERE hit <> 'none') AS hits,
      sum(units) AS units, sum(price_cny) AS cost_cny
    FROM metering.usage
    WHERE ${institution_id} = ANY (ancestor_ids)
      AND at >= ${from}::timestamptz AT TIME ZONE 'UTC' AND at < ${until}::timestamptz AT TIME ZONE 'UTC'
    GROUP BY institution_id, product_id ORDER BY institution_id, product_id`
}
