import { dayOf, type Instant, monthOf } from '#kernel'
import { type Sql, sql } from '#sql'
import type { ClaimedRequest } from './request.ts'

/** Until when a request can be repeated, counted from its claim. */
export const repeatable: Sql = sql`interval '24 hours'`

/** The bank under whose name a request id is unique: the root of the tree. */
export function bankOf(ancestor_ids: readonly string[]): string {
  const root = ancestor_ids.at(-1)
  if (root === undefined) throw new Error('a request comes from a node of a tree')
  return root
}

/** The earlier request of the id, and every quota that holds with what was used of it this month. */
export function earlierAndQuota({ ancestor_ids, product_id, request_id, at }: ClaimedRequest): Sql {
  return sql`
    SELECT recorded, body_digest, claimed_at, institution_id, NULL AS product_id, NULL AS used, NULL AS quota
    FROM metering.requests
    WHERE institution_id = ${bankOf(ancestor_ids)} AND request_id = ${request_id}
      AND claimed_at > CAST(${at} AS timestamptz) - ${repeatable}
    UNION ALL
    SELECT NULL, NULL, NULL, institution_id, product_id,
      (SELECT CAST(COALESCE(sum(units), 0) AS bigint) FROM metering.counters
        WHERE counters.institution_id = quotas.institution_id AND counters.product_id = quotas.product_id
          AND month = ${monthOf(dayOf(at))}),
      units_per_month
    FROM metering.quotas
    WHERE institution_id = ANY (${ancestor_ids}) AND product_id IN (${product_id}, '*')`
}

export function deleteRequestsBefore(at: Instant): Sql {
  return sql`DELETE FROM metering.requests WHERE claimed_at <= CAST(${at} AS timestamptz) - ${repeatable}`
}
