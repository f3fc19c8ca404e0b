import { readersOf } from '#audit'
import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { CorrectionKind } from '#themes'

/** What does not stand any more of an enterprise: what was shown of it in [from, until). */
export interface Fallen {
  readonly uscc: string
  readonly kind: CorrectionKind
  readonly shown_from: Instant
  readonly shown_until: Instant
}

/** Where it comes from: a batch of deliveries, or what was said of a fact. */
export interface FallenBy {
  readonly dataset: string
  readonly batch_id: number | null
  readonly annotation_id: number | null
}

/**
 * Writes a row for each institution that was shown a dataset of these enterprises since an instant, while what fell was
 * known: with the last answer that it was shown in. What was written already is not written again.
 */
export function insertCorrections(
  fallen: readonly Fallen[],
  { dataset, batch_id, annotation_id }: FallenBy,
  since: Instant,
  at: Instant,
): Sql {
  const what = fallen.map(({ uscc, shown_from, shown_until }) => ({
    ...{ uscc, from: shown_from, until: shown_until },
  }))
  const column = <Key extends keyof Fallen>(key: Key) => fallen.map((each) => each[key])
  return sql`
    INSERT INTO products.corrections
      (institution_id, uscc, kind, dataset, product_id, shown_at, leaf_hash, batch_id, annotation_id, made_at)
    SELECT r.institution_id, f.uscc, f.kind, ${dataset}, r.product_id, r.at, r.leaf_hash,
      CAST(${batch_id} AS integer), CAST(${annotation_id} AS integer), CAST(${at} AS timestamptz)
    FROM ${readersOf(what, dataset, since)} AS r
    JOIN unnest(CAST(${column('uscc')} AS text[]), CAST(${column('kind')} AS text[])) WITH ORDINALITY
      AS f (uscc, kind, nth) ON f.nth = r.nth
    ORDER BY f.nth, r.institution_id
    ON CONFLICT DO NOTHING`
}

/** Which corrections an institution and those below it are told: those after one, the oldest first. */
export function correctionsTo(institutions: readonly string[], after: number, most: number): Sql {
  return sql`
    SELECT correction_id, institution_id, uscc, kind, dataset, product_id, shown_at, encode(leaf_hash, 'hex') AS leaf_hash,
      made_at
    FROM products.corrections
    WHERE institution_id = ANY (CAST(${institutions} AS text[])) AND correction_id > ${after}
    ORDER BY correction_id
    LIMIT ${most}`
}

/** The last batch of which institutions were told; none where nobody ever was. */
export const toldUntil: Sql = sql`SELECT batch_id FROM products.corrections_told`

/** Remembers the last batch of which institutions were told. */
export function keepTold(batch_id: number): Sql {
  return sql`
    INSERT INTO products.corrections_told (batch_id) VALUES (${batch_id})
    ON CONFLICT (one) DO UPDATE SET batch_id = excluded.batch_id`
}
