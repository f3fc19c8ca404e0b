import { dayOf, type Instant } from '#kernel'
import type { DatasetDefinition } from '#sources'
import { ident, join, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { annotatedAt, grainKey, holdsAt } from './annotations.sql.ts'
import type { LawClocks } from './clocks.ts'
import { factsOf } from './tables.sql.ts'

/** What the law says of facts at the moment of asking, whatever instant is asked about. */
export interface Law {
  readonly asked_at: Instant
  readonly clocks: LawClocks
  /** The datasets of which a fact was repaired by a person's word, and those of which one is disputed. */
  readonly repaired: readonly string[]
  readonly disputed: readonly string[]
}

/** The law at the moment of asking. */
export async function lawAt(session: Session, clocks: LawClocks, asked_at: Instant): Promise<Law> {
  return {
    asked_at,
    clocks,
    repaired: await annotatedAt(session, ['repaired'], asked_at),
    disputed: await annotatedAt(session, ['disputed'], asked_at),
  }
}

/**
 * The facts of a dataset that may still be read: without what was repaired (REQ-REP-01), and without what of a natural
 * person's negative information is five years past its end (REQ-NEG-02). The plain table where nothing applies.
 */
export function lawfulFacts(dataset: DatasetDefinition, law: Law | null): Sql {
  const facts = factsOf(dataset.id)
  const gone = law === null ? [] : [...saidByRows(dataset, law), ...saidByPeople(dataset, law)]
  if (gone.length === 0) return facts
  return sql`(SELECT * FROM ${facts} AS held WHERE ${join(gone, ' AND ')})`
}

/** The enterprises of which a fact of a dataset is disputed at the moment of asking; null where there is none. */
export function disputedIn(dataset_id: string, law: Law | null): Sql | null {
  if (law === null || !law.disputed.includes(dataset_id)) return null
  return sql`SELECT DISTINCT n.enterprise_id FROM themes.annotations n
    WHERE n.dataset_id = ${literal(dataset_id)} AND ${holdsAt(['disputed'], law.asked_at)}`
}

/**
 * Whether the newest version of a fact has left every answer by its own days; null where none of its days can say so.
 * `row` names the row, `today` the day of asking.
 */
function hasLeft(
  dataset: DatasetDefinition,
  { clocks, asked_at }: Pick<Law, 'clocks' | 'asked_at'>,
  row: string,
): Sql | null {
  const today = sql`CAST(${literal(dayOf(asked_at))} AS DATE)`
  const { repaired_on } = dataset
  const aged = agedOut(dataset, { clocks, asked_at }, row)
  const reasons = [
    ...(repaired_on === undefined ? [] : [sql`${ident(row, repaired_on)} <= ${today}`]),
    ...(aged === null ? [] : [aged]),
  ]
  return reasons.length === 0 ? null : sql`(${join(reasons, ' OR ')})`
}

/** Whether a row is negative information of a natural person whose years are over; null where a dataset has none. */
export function agedOut(
  { ends_on, negative_type }: DatasetDefinition,
  { clocks, asked_at }: Pick<Law, 'clocks' | 'asked_at'>,
  row: string,
): Sql | null {
  if (ends_on === undefined || negative_type === undefined) return null
  const years = literal(`${clocks.natural_negative_years.value} years`)
  return sql`CAST(${ident(row, ends_on)} + INTERVAL ${years} AS DATE) <= CAST(${literal(dayOf(asked_at))} AS DATE)
            AND ${ident(row, 'enterprise_id')} IN (${naturalPersons})`
}

// An individual business is its owner: a code of category 92.
const naturalPersons = sql`SELECT enterprise_id FROM identity.enterprises WHERE uscc LIKE '92%'`

// Every version of a fact leaves with its newest: an older one does not know yet of its repair.
function saidByRows(dataset: DatasetDefinition, law: Law): readonly Sql[] {
  const left = hasLeft(dataset, law, 'newest')
  if (left === null) return []
  const same = dataset.grain.map(
    (field) => sql` AND ${ident('newest', field)} IS NOT DISTINCT FROM ${ident('held', field)}`,
  )
  return [
    sql`NOT EXISTS (
      SELECT 1 FROM ${factsOf(dataset.id)} AS newest
      WHERE newest.enterprise_id = held.enterprise_id${join(same, '')}
        AND newest.superseded_at IS NULL AND NOT newest.is_tombstone AND ${left})`,
  ]
}

function saidByPeople(dataset: DatasetDefinition, { repaired, asked_at }: Law): readonly Sql[] {
  if (!repaired.includes(dataset.id)) return []
  return [
    sql`NOT EXISTS (
      SELECT 1 FROM themes.annotations AS n
      WHERE n.dataset_id = ${literal(dataset.id)} AND n.enterprise_id = held.enterprise_id
        AND n.grain_key = ${grainKey(dataset, 'held')} AND ${holdsAt(['repaired'], asked_at)})`,
  ]
}
