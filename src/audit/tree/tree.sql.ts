import { type Sql, sql } from '#sql'
import type { Head } from './head.ts'
import type { Node, Place } from './node.ts'

/** The stored nodes of these places; level 0 is the leaves themselves. */
export function nodesAt(places: readonly Place[]): Sql {
  return sql`
    SELECT place.level, place.index, COALESCE(nodes.hash, positions.leaf_hash) AS hash
    FROM unnest(CAST(${places.map(({ level }) => level)} AS smallint[]),
      CAST(${places.map(({ index }) => index)} AS bigint[])) AS place (level, index)
    LEFT JOIN audit.nodes ON nodes.level = place.level AND nodes.node_index = place.index
    LEFT JOIN audit.positions ON place.level = 0 AND positions.position = place.index
    WHERE COALESCE(nodes.hash, positions.leaf_hash) IS NOT NULL
    ORDER BY place.level, place.index`
}

/** The head of a size, or the latest. */
export function headOf(tree_size: number | null): Sql {
  return sql`
    SELECT tree_size, root_hash, digest_suite, signed_at, kid, alg, signature
    FROM audit.heads
    WHERE tree_size = COALESCE(CAST(${tree_size} AS bigint), (SELECT max(tree_size) FROM audit.heads))`
}

export function insertNodes(nodes: readonly Node[]): Sql {
  return sql`
    INSERT INTO audit.nodes (level, node_index, hash)
    SELECT level, node_index, decode(hash, 'hex')
    FROM unnest(CAST(${nodes.map(({ level }) => level)} AS smallint[]),
      CAST(${nodes.map(({ index }) => index)} AS bigint[]),
      CAST(${nodes.map(({ hash }) => hash.toString('hex'))} AS text[])) AS node (level, node_index, hash)`
}

export function insertHead({
  tree_size,
  root_hash,
  digest_suite,
  signed_at,
  kid,
  alg,
  signature,
}: Head): Sql {
  return sql`
    INSERT INTO audit.heads (tree_size, root_hash, digest_suite, signed_at, kid, alg, signature)
    VALUES (${tree_size}, ${root_hash}, ${digest_suite}, ${signed_at}, ${kid}, ${alg}, ${signature})`
}

/** Where a leaf stands, or until when it will. */
export function placeOfLeaf(leaf_hash: Uint8Array): Sql {
  return sql`
    SELECT position, NULL::timestamptz AS seal_by FROM audit.positions WHERE leaf_hash = ${leaf_hash}
    UNION ALL
    SELECT NULL, seal_by FROM audit.unsealed WHERE leaf_hash = ${leaf_hash}
    ORDER BY position
    LIMIT 1`
}
