import { dayOf, type Instant, monthOf } from '#kernel'
import type { DatasetDefinition } from '#sources'
import { empty, ident, join, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { uncoverFirms } from './firm-coverage.sql.ts'
import { timestampOf } from './fresh.sql.ts'
import { agedOut, type Law } from './lawful.sql.ts'
import { confirmationsOf, factsOf } from './tables.sql.ts'

/** Why rows are deleted: five years of a natural person's negative information, or the dataset's own retention. */
export type PurgeRule = 'natural_negative' | 'retention'

/** What a purge deletes of a dataset by one rule; `oldest` is when the first of it was known. */
export interface Purged {
  readonly dataset: string
  readonly rule: PurgeRule
  readonly rows: number
  readonly oldest: Instant
}

/** The statements that make the tables of purges and of legal holds. */
export function purgeTables(): readonly Sql[] {
  return [
    sql`CREATE TABLE IF NOT EXISTS themes.purges (
      purged_at TIMESTAMP NOT NULL, dataset_id VARCHAR NOT NULL, rule VARCHAR NOT NULL, rows BIGINT NOT NULL, oldest TIMESTAMP NOT NULL)`,
    sql`CREATE TABLE IF NOT EXISTS themes.legal_holds (
      dataset_id VARCHAR NOT NULL, from_at TIMESTAMP NOT NULL, until_at TIMESTAMP, who VARCHAR NOT NULL, note VARCHAR NOT NULL)`,
  ]
}

/** The rows of a dataset that a rule deletes now, as a condition on `held`; null where the rule is not about it. */
export function deletedBy(rule: PurgeRule, dataset: DatasetDefinition, law: Law): Sql | null {
  if (rule === 'natural_negative') {
    const aged = agedOut(dataset, law, 'newest')
    return aged === null ? null : everyVersion(dataset, aged)
  }
  const years = dataset.retention.value.years
  const passed = (day: Sql): Sql =>
    sql`CAST(${day} + INTERVAL ${literal(`${years} years`)} AS DATE) <= CAST(${literal(dayOf(law.asked_at))} AS DATE)`
  switch (dataset.kind) {
    case 'month':
      return sql`${monthOfRow(dataset)} < ${literal(monthOf(dayOf(law.asked_at)) - 12 * years)}`
    // What goes on is kept; what has ended is kept for so long from its end.
    case 'event':
      return everyVersion(dataset, passed(ident('newest', dataset.ends_on ?? dataset.event_on ?? '')))
    // What a firm is now is kept however old it is.
    case 'state':
      return sql`held.superseded_at IS NOT NULL AND ${passed(sql`CAST(held.superseded_at + INTERVAL 8 HOURS AS DATE)`)}`
  }
}

/** How many rows a condition finds, and when the first of them was known; null where there are none. */
export async function countDeleted(
  session: Session,
  dataset: DatasetDefinition,
  rule: PurgeRule,
  condition: Sql,
): Promise<Purged | null> {
  const [found] = await session.rows<{ rows: number; oldest: Instant | null }>(sql`
    SELECT count(*) AS rows, min(held.known_at) AS oldest FROM ${factsOf(dataset.id)} AS held WHERE ${condition}`)
  if (found === undefined || found.oldest === null) return null
  return { dataset: dataset.id, rule, rows: found.rows, oldest: found.oldest }
}

/** Deletes the rows of a condition with what confirmed them, and keeps that it was done. */
export async function deleteRows(
  session: Session,
  dataset: DatasetDefinition,
  condition: Sql,
  { rule, rows, oldest }: Purged,
  { asked_at }: Law,
): Promise<void> {
  const at = sql`CAST(${timestampOf(asked_at)} AS TIMESTAMP)`
  await session.run(sql`
    DELETE FROM ${factsOf(dataset.id)} WHERE rowid IN (
      SELECT held.rowid FROM ${factsOf(dataset.id)} AS held WHERE ${condition})`)
  await session.run(sql`
    DELETE FROM ${confirmationsOf(dataset.id)} AS c WHERE NOT EXISTS (
      SELECT 1 FROM ${factsOf(dataset.id)} AS held WHERE held.enterprise_id = c.enterprise_id ${sameGrain(dataset, 'c')})`)
  await session.run(sql`
    INSERT INTO themes.purges VALUES (${at}, ${dataset.id}, ${rule}, ${rows}, CAST(${timestampOf(oldest)} AS TIMESTAMP))`)
  if (rule === 'retention' && dataset.kind !== 'state') await uncover(session, dataset, asked_at)
}

/** The datasets that a legal hold keeps whole at an instant. */
export async function heldWhole(session: Session, at: Instant): Promise<readonly string[]> {
  const now = sql`CAST(${timestampOf(at)} AS TIMESTAMP)`
  const rows = await session.rows<{ dataset_id: string }>(sql`
    SELECT DISTINCT dataset_id FROM themes.legal_holds
    WHERE from_at <= ${now} AND (until_at IS NULL OR until_at > ${now}) ORDER BY dataset_id`)
  return rows.map(({ dataset_id }) => dataset_id)
}

/** Puts a dataset under a legal hold. */
export async function keepHold(
  session: Session,
  hold: { readonly dataset: string; readonly at: Instant; readonly who: string; readonly note: string },
): Promise<void> {
  await session.run(sql`
    INSERT INTO themes.legal_holds VALUES (
      ${hold.dataset}, CAST(${timestampOf(hold.at)} AS TIMESTAMP), NULL, ${hold.who}, ${hold.note})`)
}

/** Ends the legal holds of a dataset; gives back how many held. */
export async function endHolds(session: Session, dataset: string, at: Instant): Promise<number> {
  return session.run(sql`
    UPDATE themes.legal_holds SET until_at = CAST(${timestampOf(at)} AS TIMESTAMP)
    WHERE dataset_id = ${dataset} AND until_at IS NULL`)
}

// Where rows are gone, an instant before is not covered any more: it must not read as if there had been nothing.
async function uncover(
  session: Session,
  { id, retention }: DatasetDefinition,
  asked_at: Instant,
): Promise<void> {
  const since = sql`CAST(${timestampOf(asked_at)} AS TIMESTAMP) - INTERVAL ${literal(`${retention.value.years} years`)}`
  await session.run(sql`
    UPDATE themes.coverage SET known_at = greatest(known_at, ${since}) WHERE dataset_id = ${id}`)
  await session.run(uncoverFirms(id, since))
}

// A fact goes with all its versions, by what its newest says.
function everyVersion(dataset: DatasetDefinition, says: Sql): Sql {
  return sql`EXISTS (
    SELECT 1 FROM ${factsOf(dataset.id)} AS newest
    WHERE newest.enterprise_id = held.enterprise_id ${sameGrain(dataset, 'newest')}
      AND newest.superseded_at IS NULL AND ${says})`
}

function sameGrain({ grain }: DatasetDefinition, other: string): Sql {
  if (grain.length === 0) return empty
  return join(
    grain.map((field) => sql`AND ${ident(other, field)} IS NOT DISTINCT FROM ${ident('held', field)}`),
    ' ',
  )
}

function monthOfRow({ month }: DatasetDefinition): Sql {
  return month !== undefined && 'of' in month ? ident('held', month.of) : ident('held', 'period_month')
}
