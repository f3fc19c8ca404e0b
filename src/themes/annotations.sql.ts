import type { Instant } from '#kernel'
import type { DatasetDefinition } from '#sources'
import { empty, ident, join, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { timestampOf } from './fresh.sql.ts'
import { factsOf } from './tables.sql.ts'

/**
 * What may be said of a fact beside its value: `disputed` while an objection is looked into; `confirmed`, `corrected`
 * or `unverifiable` as it came out; `repaired`, so that it has left every answer; `litigation_pending`; `statement`,
 * the subject's own words.
 */
export const annotation_kinds = [
  'disputed',
  'confirmed',
  'corrected',
  'unverifiable',
  'repaired',
  'litigation_pending',
  'statement',
] as const

export type AnnotationKind = (typeof annotation_kinds)[number]

/** An annotation as it is kept; it holds from `from_at` until `until_at`. */
export interface Annotation {
  readonly annotation_id: number
  readonly dataset: string
  readonly enterprise_id: number
  readonly uscc: string
  /** The fact: the values of its grain as text, in the order of the definition, put together by `|`. */
  readonly grain_key: string
  readonly kind: AnnotationKind
  readonly from_at: Instant
  readonly until_at: Instant | null
  readonly who: string
  readonly note: string
}

/** The statement that makes the table of annotations. */
export function annotationsTable(): Sql {
  return sql`
    CREATE TABLE IF NOT EXISTS themes.annotations (
      annotation_id INTEGER NOT NULL, dataset_id VARCHAR NOT NULL, enterprise_id INTEGER NOT NULL,
      grain_key VARCHAR NOT NULL, kind VARCHAR NOT NULL, from_at TIMESTAMP NOT NULL, until_at TIMESTAMP,
      who VARCHAR NOT NULL, note VARCHAR NOT NULL)`
}

/** The grain of a row of a dataset as the text that annotations name it by. */
export function grainKey({ grain }: DatasetDefinition, row: string): Sql {
  if (grain.length === 0) return sql`''`
  const parts = grain.map((field) => sql`coalesce(CAST(${ident(row, field)} AS VARCHAR), '')`)
  return join(parts, ` || '|' || `)
}

/** Whether an annotation of some kinds holds at an instant. */
export function holdsAt(kinds: readonly AnnotationKind[], at: Instant): Sql {
  const asked = sql`CAST(${literal(timestampOf(at))} AS TIMESTAMP)`
  return sql`n.kind IN (${join(kinds.map(literal))}) AND n.from_at <= ${asked} AND (n.until_at IS NULL OR n.until_at > ${asked})`
}

/** The datasets of which a fact carries an annotation of some kinds at an instant. */
export async function annotatedAt(
  session: Session,
  kinds: readonly AnnotationKind[],
  at: Instant,
): Promise<readonly string[]> {
  const rows = await session.rows<{ dataset_id: string }>(sql`
    SELECT DISTINCT n.dataset_id FROM themes.annotations n WHERE ${holdsAt(kinds, at)} ORDER BY n.dataset_id`)
  return rows.map(({ dataset_id }) => dataset_id)
}

/** The enterprise of which a dataset has, or had, a fact of a grain; null where there is none. */
export async function ownerOfFact(
  session: Session,
  dataset: DatasetDefinition,
  uscc: string,
  grain_key: string,
): Promise<number | null> {
  const [row] = await session.rows<{ enterprise_id: number }>(sql`
    SELECT e.enterprise_id FROM ${factsOf(dataset.id)} f
    JOIN identity.enterprises e ON e.enterprise_id = f.enterprise_id
    WHERE e.uscc = ${uscc} AND ${grainKey(dataset, 'f')} = ${grain_key} LIMIT 1`)
  return row?.enterprise_id ?? null
}

/** Writes an annotation; gives back its number. */
export async function keepAnnotation(
  session: Session,
  kept: Omit<Annotation, 'annotation_id' | 'uscc' | 'until_at'>,
): Promise<number> {
  const [next] = await session.rows<{ annotation_id: number }>(sql`
    SELECT coalesce(max(annotation_id), 0) + 1 AS annotation_id FROM themes.annotations`)
  const annotation_id = next?.annotation_id ?? 1
  await session.run(sql`
    INSERT INTO themes.annotations VALUES (${annotation_id}, ${kept.dataset}, ${kept.enterprise_id}, ${kept.grain_key},
      ${kept.kind}, CAST(${timestampOf(kept.from_at)} AS TIMESTAMP), NULL, ${kept.who}, ${kept.note})`)
  return annotation_id
}

/** Ends an annotation; nothing where it has ended already. */
export async function endAnnotation(session: Session, annotation_id: number, at: Instant): Promise<void> {
  await session.run(sql`
    UPDATE themes.annotations SET until_at = CAST(${timestampOf(at)} AS TIMESTAMP)
    WHERE annotation_id = ${annotation_id} AND until_at IS NULL`)
}

/** The annotations of an enterprise, or one by its number, the newest first. */
export function listAnnotations(
  session: Session,
  which: { readonly uscc?: string; readonly annotation_id?: number },
): Promise<readonly Annotation[]> {
  const { uscc, annotation_id } = which
  return session.rows<Annotation>(sql`
    SELECT n.annotation_id, n.dataset_id AS dataset, n.enterprise_id, e.uscc, n.grain_key, n.kind, n.from_at, n.until_at,
      n.who, n.note
    FROM themes.annotations n JOIN identity.enterprises e ON e.enterprise_id = n.enterprise_id
    WHERE true ${uscc === undefined ? empty : sql`AND e.uscc = ${uscc}`}
      ${annotation_id === undefined ? empty : sql`AND n.annotation_id = ${annotation_id}`}
    ORDER BY n.annotation_id DESC`)
}

/** The enterprises with what is said of their facts at an instant and told with them, as lists in order (`enterprise_id, j`). */
export function toldSql(at: Instant, annotations: Sql = sql`themes.annotations`): Sql {
  return sql`
    SELECT n.enterprise_id, list({'dataset': n.dataset_id, 'fact': n.grain_key, 'kind': n.kind,
      'since': CAST(n.from_at AS VARCHAR), 'note': n.note} ORDER BY n.annotation_id) AS j
    FROM ${annotations} n WHERE ${holdsAt(told_kinds, at)}
    GROUP BY n.enterprise_id`
}

// What came of an objection is told where it could not be settled; a repaired fact is not even hinted at (REQ-REP-01).
const told_kinds = ['disputed', 'unverifiable', 'litigation_pending', 'statement'] as const
