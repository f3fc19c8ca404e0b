import type { AcrossFinding, CompletenessFinding, DatasetDefinition, IntakeRules } from '#sources'
import { ident, join, literal, sql } from '#sql'
import type { Session } from '#warehouse'
import { monthColumn } from '../fresh.sql.ts'
import { fact_marks } from '../marks.ts'
import { monthsOf } from '../months.sql.ts'
import { factsOf } from '../tables.sql.ts'

/** How many versions of a batch contradict themselves by their dataset's own rule; null where it has none. */
export async function inconsistentRows(
  session: Session,
  { id, consistency }: DatasetDefinition,
  batch_id: number,
): Promise<number | null> {
  if (consistency === undefined) return null
  const [found] = await session.rows<{ n: number }>(sql`
    SELECT count(*) AS n FROM ${factsOf(id)}
    WHERE batch_id = ${literal(batch_id)} AND (marks // ${literal(fact_marks.INCONSISTENT)}) % 2 = 1`)
  return found?.n ?? 0
}

/** A field of one dataset that a field of another says too. */
export interface Across {
  readonly one: DatasetDefinition
  readonly field: string
  readonly other: DatasetDefinition
  readonly equals: string
}

/** Compares the versions that a batch brought of one dataset with what is held of the other. */
export async function compareAcross(
  session: Session,
  { one, field, other, equals }: Across,
  batch: { readonly batch_id: number; readonly dataset: string },
): Promise<AcrossFinding> {
  const brought = batch.dataset === one.id ? 'o' : 'e'
  const [found] = await session.rows<{ compared: number; differing: number }>(sql`
    SELECT count(*) AS compared, count(*) FILTER (o.${ident(field)} <> e.${ident(equals)}) AS differing
    FROM ${factsOf(one.id)} o JOIN ${factsOf(other.id)} e
      ON e.enterprise_id = o.enterprise_id AND e.${monthColumn(other)} = o.${monthColumn(one)}
    WHERE o.superseded_at IS NULL AND e.superseded_at IS NULL AND ${ident(brought)}.batch_id = ${literal(batch.batch_id)}`)
  return { dataset: one.id, field, with_dataset: other.id, equals, compared: 0, differing: 0, ...found }
}

/** Of how many of the registered firms in business each month in `fresh` has rows. */
export async function completenessOf(
  session: Session,
  dataset: DatasetDefinition,
  { register }: IntakeRules,
  least: number,
): Promise<readonly CompletenessFinding[]> {
  const months = sql`(SELECT DISTINCT month FROM ${monthsOf(dataset, sql`fresh`, sql`known_at`)})`
  const in_business = join(register.in_business.map((status) => literal(status)))
  const founded = sql`r.${ident(register.founded)}`
  const rows = await session.rows<{ month: number; firms: number; registered: number }>(sql`
    SELECT m.month, coalesce(f.firms, 0) AS firms,
      (SELECT count(DISTINCT r.enterprise_id) FROM ${factsOf(register.dataset)} r
        WHERE r.superseded_at IS NULL AND r.${ident(register.status)} IN (${in_business})
          AND (${founded} IS NULL OR year(${founded}) * 12 + month(${founded}) - 1 <= m.month)) AS registered
    FROM ${months} m
    LEFT JOIN (
      SELECT month, count(DISTINCT enterprise_id) AS firms
      FROM ${monthsOf(dataset, sql`${factsOf(dataset.id)} WHERE superseded_at IS NULL`, sql`enterprise_id`)}
      GROUP BY month) f ON f.month = m.month
    ORDER BY m.month`)
  return rows.map((row) => ({ ...row, least, is_short: row.firms < least * row.registered }))
}

/** The months in `fresh`. */
export async function freshMonths(session: Session, dataset: DatasetDefinition): Promise<readonly number[]> {
  const rows = await session.rows<{ month: number }>(sql`
    SELECT DISTINCT month FROM ${monthsOf(dataset, sql`fresh`, sql`known_at`)} ORDER BY month`)
  return rows.map(({ month }) => month)
}

/** How many staged rows another source says otherwise, and how many of them wait for a person. */
export async function conflictCounts(
  session: Session,
): Promise<{ readonly rows: number; readonly held: number }> {
  const [found] = await session.rows<{ rows: number; held: number }>(sql`
    SELECT count(*) AS "rows", count(*) FILTER (is_held) AS held FROM conflicts`)
  return found ?? { rows: 0, held: 0 }
}
