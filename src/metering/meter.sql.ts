import { dayOf, monthOf } from '#kernel'
import { type Sql, sql } from '#sql'
import type { Use } from './meter.ts'
import { bankOf, repeatable } from './requests.sql.ts'

const shards = 32

/** Meters a use, and gives back its request id where nobody took it meanwhile. */
export function insertUse(use: Use): Sql {
  return sql`WITH ${meteredUse(use, sql`true`)} SELECT request_id FROM claimed`
}

/**
 * Meters a use within a larger statement, as its expressions `claimed`, `counted` and `used`, only where `condition`
 * holds; `claimed` has a row where the request id was free.
 */
export function meteredUse(use: Use, condition: Sql): Sql {
  const { ancestor_ids, client_id, request_id, product_id, hit, body_digest, recorded, at } = use
  const [institution_id = ''] = ancestor_ids
  const units = hit === 'none' ? 0 : use.units
  return sql`
    claimed AS (
      INSERT INTO metering.requests (institution_id, request_id, body_digest, recorded, claimed_at)
      SELECT ${bankOf(ancestor_ids)}, ${request_id}, ${body_digest}, CAST(${JSON.stringify(recorded)} AS jsonb),
        CAST(${at} AS timestamptz)
      WHERE ${condition}
      ON CONFLICT (institution_id, request_id) DO UPDATE
        SET body_digest = EXCLUDED.body_digest, recorded = EXCLUDED.recorded, claimed_at = EXCLUDED.claimed_at
        WHERE requests.claimed_at <= EXCLUDED.claimed_at - ${repeatable}
      RETURNING request_id
    ), counted AS (
      INSERT INTO metering.counters (institution_id, product_id, month, shard, units)
      SELECT institution_id, product_id, ${monthOf(dayOf(at))}, abs(hashtext(request_id)) % ${shards}, ${units}
      FROM metering.quotas
      CROSS JOIN claimed
      WHERE institution_id = ANY (${ancestor_ids}) AND product_id IN (${product_id}, '*') AND ${units} > 0
      ORDER BY institution_id, product_id
      ON CONFLICT (institution_id, product_id, month, shard) DO UPDATE
        SET units = counters.units + EXCLUDED.units
    ), used AS (
      INSERT INTO metering.usage
        (institution_id, client_id, request_id, product_id, product_version, hit, units, amount_cny, consent_id, at)
      SELECT ${institution_id}, ${client_id}, request_id, ${product_id}, ${recorded.product_version}, ${hit}, ${units},
        ${units} * ${priceFor(use)}, ${recorded.consent_id}, CAST(${at} AS timestamptz)
      FROM claimed
    )`
}

function priceFor({ ancestor_ids, product_id, list_price_cny, at }: Use): Sql {
  return sql`COALESCE(
    (SELECT price_cny FROM metering.prices
      WHERE institution_id = ANY (${ancestor_ids}) AND product_id = ${product_id} AND valid_from <= ${dayOf(at)}
      ORDER BY array_position(${ancestor_ids}, institution_id), valid_from DESC
      LIMIT 1),
    CAST(${list_price_cny} AS numeric))`
}
