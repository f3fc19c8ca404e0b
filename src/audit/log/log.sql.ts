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

/** What was shown of a subject as of an instant in [from, until). */
export interface ShownWhat {
  readonly uscc: string
  readonly from: Instant
  readonly until: Instant
}

/**
 * The readers of values that turn out wrong, to stand in another statement: a relation with the number of the subject
 * (`nth`, from 1) and, for each institution that was shown the dataset of it since an instant, the last answer:
 * `institution_id, product_id, at, leaf_hash`.
 */
export function readersOf(what: readonly ShownWhat[], dataset: string, since: Instant): Sql {
  const column = <Key extends keyof ShownWhat>(key: Key) => what.map((each) => each[key])
  return sql`(
    SELECT DISTINCT ON (s.nth, shown.institution_id) s.nth, shown.institution_id, shown.product_id, shown.at, shown.leaf_hash
    FROM unnest(CAST(${column('uscc')} AS text[]), CAST(${column('from')} AS timestamptz[]),
      CAST(${column('until')} AS timestamptz[])) WITH ORDINALITY AS s (uscc, shown_from, shown_until, nth)
    CROSS JOIN LATERAL (
      SELECT l.at, l.leaf_hash, CAST(l.entry AS jsonb) ->> 'kind' AS kind,
        CAST(l.entry AS jsonb) ->> 'institution_id' AS institution_id, CAST(l.entry AS jsonb) ->> 'product_id' AS product_id
      FROM audit.leaves l
      WHERE l.uscc = s.uscc AND l.as_of >= s.shown_from AND l.as_of < s.shown_until
        AND l.at >= CAST(${since} AS timestamptz) AND ${dataset} = ANY (l.datasets)) AS shown
    WHERE shown.kind = 'disclosure' AND shown.institution_id IS NOT NULL
    ORDER BY s.nth, shown.institution_id, shown.at DESC)`
}

/** Whether anything was ever shown of anybody. */
export const anythingShown: Sql = sql`SELECT 1 FROM audit.leaves WHERE as_of IS NOT NULL LIMIT 1`

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
