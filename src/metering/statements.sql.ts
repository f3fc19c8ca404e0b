import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { TreeNode } from './statement.ts'

/** A line for each node of the tree and product, over [from, to). */
export function linesOf(tree: readonly TreeNode[], from: Instant, to: Instant): Sql {
  const nodes = tree.map(({ institution_id }) => institution_id)
  const pairs = tree.flatMap(({ institution_id, ancestor_ids }) =>
    ancestor_ids.filter((above) => nodes.includes(above)).map((above) => ({ institution_id, above })),
  )
  return sql`
    SELECT above AS institution_id, product_id, count(*) AS queries, count(*) FILTER (WHERE hit <> 'none') AS hits,
      sum(units) AS units, sum(amount_cny) AS amount_cny
    FROM unnest(CAST(${pairs.map(({ institution_id }) => institution_id)} AS text[]),
      CAST(${pairs.map(({ above }) => above)} AS text[])) AS pair (institution_id, above)
    JOIN metering.usage USING (institution_id)
    WHERE at >= ${from} AND at < ${to}
    GROUP BY above, product_id
    ORDER BY above, product_id`
}

export function usageRows(
  institution_ids: readonly string[],
  from: Instant,
  to: Instant,
  after_usage_id: number,
): Sql {
  return sql`
    SELECT usage_id, institution_id, client_id, request_id, product_id, product_version, hit, units, amount_cny,
      consent_id, at
    FROM metering.usage
    WHERE institution_id = ANY (${institution_ids}) AND at >= ${from} AND at < ${to} AND usage_id > ${after_usage_id}
    ORDER BY usage_id
    LIMIT 1000`
}
