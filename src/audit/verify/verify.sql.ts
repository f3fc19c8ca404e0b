import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'

export function sizeOfLog(): Sql {
  return sql`
    SELECT digest_suite,
      (SELECT COALESCE(max(position), -1) + 1 FROM audit.positions) AS positions,
      (SELECT count(*) FROM audit.unsealed) AS unsealed
    FROM audit.log`
}

/** A place of the log with what stands beside its leaf. */
export interface Kept {
  readonly position: number
  readonly leaf_hash: Buffer
  /** The hash in the entry's own row; null where that row is gone. */
  readonly own_hash: Buffer | null
  readonly at: Instant | null
  readonly uscc: string | null
  readonly as_of: Instant | null
  readonly datasets: readonly string[] | null
  readonly entry: string | null
  readonly salt: Buffer | null
  readonly erased: boolean | null
}

export function keptLeaves(from: number, to: number): Sql {
  return sql`
    SELECT position, positions.leaf_hash, leaves.leaf_hash AS own_hash, at, uscc, as_of, datasets, entry, salt,
      erased_at IS NOT NULL AS erased
    FROM audit.positions
    LEFT JOIN audit.leaves USING (leaf_id)
    WHERE position >= ${from} AND position < ${to}
    ORDER BY position`
}

/** The nodes that become complete by the leaves [from, to). */
export function nodesWithin(from: number, to: number): Sql {
  return sql`
    SELECT level, node_index AS index, hash
    FROM generate_series(1, 52) AS of_level
    JOIN audit.nodes ON level = of_level
      AND node_index >= ${from} / (CAST(2 AS bigint) ^ of_level)::bigint
      AND node_index < ${to} / (CAST(2 AS bigint) ^ of_level)::bigint
    ORDER BY level, node_index`
}

/** Heads of more leaves than `after`, up to `to` where it is told. */
export function headsAfter(after: number, at_most: number, to: number = Number.MAX_SAFE_INTEGER): Sql {
  return sql`
    SELECT tree_size, root_hash, digest_suite, signed_at, kid, alg, signature
    FROM audit.heads
    WHERE tree_size > ${after} AND tree_size <= ${to}
    ORDER BY tree_size
    LIMIT ${at_most}`
}

/** Leaves without a place: those past their time, and those that no longer wait for one. */
export function lostLeaves(at: Instant): Sql {
  return sql`
    SELECT leaves.leaf_hash, unsealed.leaf_id IS NOT NULL AS overdue
    FROM audit.leaves
    LEFT JOIN audit.positions USING (leaf_id)
    LEFT JOIN audit.unsealed USING (leaf_id)
    WHERE positions.leaf_id IS NULL AND (unsealed.leaf_id IS NULL OR unsealed.seal_by < ${at})
    ORDER BY leaf_id
    LIMIT 2000`
}
