import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { Leaf } from './append.ts'

export function insertLog(digest_suite: string, at: Instant): Sql {
  return sql`INSERT INTO audit.log (digest_suite, made_at) VALUES (${digest_suite}, ${at}) ON CONFLICT DO NOTHING`
}

export function theLog(): Sql {
  return sql`SELECT digest_suite FROM audit.log`
}

const yes: Sql = sql`true`

/** Writes leaves. */
export function insertLeaves(leaves: readonly Leaf[], seal_within_ms: number): Sql {
  return sql`WITH ${leavesWritten(leaves, seal_within_ms)} SELECT leaf_id FROM leaf`
}

// Lists within the lists that unnest takes are written as texts: dataset ids hold no comma, no entry has an empty code.
/** Writes leaves within a larger statement, as its expressions `leaf` and `waiting`; only where `condition` holds. */
export function leavesWritten(leaves: readonly Leaf[], seal_within_ms: number, condition: Sql = yes): Sql {
  const texts = (of: (leaf: Leaf) => string): readonly string[] => leaves.map(of)
  return sql`
    leaf AS (
      INSERT INTO audit.leaves (leaf_hash, at, uscc, as_of, datasets, entry, salt)
      SELECT decode(leaf_hash, 'hex'), CAST(at AS timestamptz), NULLIF(uscc, ''),
        CAST(NULLIF(as_of, '') AS timestamptz), string_to_array(NULLIF(datasets, ''), ','), entry,
        decode(salt, 'hex')
      FROM unnest(
        CAST(${texts(({ receipt }) => receipt.leaf_hash)} AS text[]),
        CAST(${texts(({ entry }) => entry.at)} AS text[]),
        CAST(${texts(({ entry }) => entry.uscc ?? '')} AS text[]),
        CAST(${texts(({ entry }) => entry.as_of ?? '')} AS text[]),
        CAST(${texts(({ entry }) => (entry.datasets ?? []).join(','))} AS text[]),
        CAST(${texts(({ text }) => text)} AS text[]),
        CAST(${texts(({ salt }) => Buffer.from(salt).toString('hex'))} AS text[]))
        AS new (leaf_hash, at, uscc, as_of, datasets, entry, salt)
      WHERE ${condition}
      RETURNING leaf_id, leaf_hash, at
    ), waiting AS (
      INSERT INTO audit.unsealed (leaf_id, leaf_hash, seal_by)
      SELECT leaf_id, leaf_hash, at + ${seal_within_ms} * interval '1 millisecond'
      FROM leaf
    )`
}

/** Only one sealer works at a time; the lock goes with its transaction. */
export function lockSealing(): Sql {
  return sql`SELECT pg_advisory_xact_lock(hashtextextended('xinqiao.audit.seal', 0))`
}

export function anyUnsealed(): Sql {
  return sql`SELECT EXISTS (SELECT FROM audit.unsealed) AS waiting`
}

export function takeUnsealed(at_most: number): Sql {
  return sql`
    WITH next AS (
      SELECT leaf_id FROM audit.unsealed ORDER BY leaf_id LIMIT ${at_most}
    ), taken AS (
      DELETE FROM audit.unsealed USING next WHERE unsealed.leaf_id = next.leaf_id
      RETURNING unsealed.leaf_id, unsealed.leaf_hash
    )
    SELECT leaf_id, leaf_hash FROM taken ORDER BY leaf_id`
}

export function insertPositions(
  first: number,
  leaves: readonly { readonly leaf_id: number; readonly leaf_hash: Buffer }[],
): Sql {
  return sql`
    INSERT INTO audit.positions (position, leaf_id, leaf_hash)
    SELECT ${first} + place - 1, leaf_id, decode(leaf_hash, 'hex')
    FROM unnest(CAST(${leaves.map(({ leaf_id }) => leaf_id)} AS bigint[]),
      CAST(${leaves.map(({ leaf_hash }) => leaf_hash.toString('hex'))} AS text[]))
      WITH ORDINALITY AS leaf (leaf_id, leaf_hash, place)`
}

export interface Erasure {
  readonly uscc: string
  readonly at: Instant
}

export function eraseLeavesOf({ uscc, at }: Erasure): Sql {
  return sql`
    UPDATE audit.leaves
    SET entry = NULL, salt = NULL, uscc = NULL, as_of = NULL, datasets = NULL, erased_at = ${at}
    WHERE uscc = ${uscc}`
}

export interface ShownWhat {
  readonly uscc: string
  /** A dataset that was read for the answer; any where it is left out. */
  readonly dataset?: string
  /** Answers as of an instant in [from, to). */
  readonly from: Instant
  readonly to: Instant
}

export function leavesOf({ uscc, dataset, from, to }: ShownWhat): Sql {
  const wanted = dataset === undefined ? sql`true` : sql`${dataset} = ANY (datasets)`
  return sql`
    SELECT leaf_hash, entry
    FROM audit.leaves
    WHERE uscc = ${uscc} AND as_of >= ${from} AND as_of < ${to} AND ${wanted}
    ORDER BY as_of, leaf_id`
}

export interface TalesOf {
  readonly uscc: string
  /** Only what was written before this place in the log. */
  readonly before: number | null
  readonly at_most: number
}

/** What was shown or refused of a subject, the newest first. */
export function talesOf({ uscc, before, at_most }: TalesOf): Sql {
  return sql`
    SELECT leaf_id, leaf_hash, entry
    FROM audit.leaves
    WHERE uscc = ${uscc} AND leaf_id < COALESCE(CAST(${before} AS bigint), 9223372036854775807)
      AND CAST(entry AS jsonb) ->> 'kind' IN ('disclosure', 'refusal')
    ORDER BY leaf_id DESC
    LIMIT ${at_most}`
}

export interface ActWhich {
  readonly uscc: string
  readonly consent_id: string
  readonly consent_version: number
}

/** The leaf of the act by which a consent came to its version. */
export function leafOfAct({ uscc, consent_id, consent_version }: ActWhich): Sql {
  return sql`
    SELECT leaf_hash
    FROM audit.leaves
    WHERE uscc = ${uscc} AND CAST(entry AS jsonb) ->> 'kind' = 'act'
      AND CAST(entry AS jsonb) ->> 'consent_id' = ${consent_id}
      AND CAST(CAST(entry AS jsonb) ->> 'consent_version' AS integer) = ${consent_version}
    ORDER BY leaf_id DESC
    LIMIT 1`
}
