import { code_marks } from '#identity'
import type { Instant } from '#kernel'
import { type DatasetDefinition, isPeriod } from '#sources'
import { empty, ident, join, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { fact_marks } from './marks.ts'

/** When a batch was known, and how. */
export interface Intake {
  readonly batch_id: number
  readonly known_at: Instant
  readonly backfill: boolean
}

/** The names of a fact's own columns: the fields, and for periods the month and span made of them. */
export function valueColumns(dataset: DatasetDefinition): readonly string[] {
  return [
    ...dataset.fields.map(({ id }) => id),
    ...(isPeriod(dataset) ? ['period_month', 'period_span'] : []),
  ]
}

/** The columns that tell one fact of a dataset from another. */
export function grainColumns(dataset: DatasetDefinition): readonly string[] {
  return ['enterprise_id', ...dataset.grain]
}

/** All columns of a dataset's table, in its order. */
export function factColumns(dataset: DatasetDefinition): readonly string[] {
  const clocks = ['known_at', 'superseded_at', 'intake_at', 'closed_at']
  return ['enterprise_id', ...valueColumns(dataset), ...clocks, 'is_tombstone', 'marks', 'batch_id', 'row_no']
}

/** The column of the month that a row is about; of the last one, where it is about a quarter. */
export function monthColumn(dataset: DatasetDefinition): Sql {
  if (dataset.month === undefined) throw new Error(`${dataset.id} has no months`)
  return ident('of' in dataset.month ? dataset.month.of : 'period_month')
}

/** The bounds of the months of some rows, on what is held; without them a join would read every month. */
export function heldMonths(dataset: DatasetDefinition, rows: string, held: string): Sql {
  if (dataset.month === undefined) return empty
  const month = monthColumn(dataset)
  const bound = (end: Sql): Sql => sql`(SELECT ${end}(${month}) FROM ${ident(rows)})`
  return sql`AND ${ident(held)}.${month} BETWEEN ${bound(sql`min`)} AND ${bound(sql`max`)}`
}

/**
 * Makes the temporary view `fresh` of the staged rows that may come in: each with its enterprise, its two clocks and its
 * marks, not yet compared with what is held. A view, for to copy ten million rows took an eighth of their load.
 */
export async function freshView(
  session: Session,
  dataset: DatasetDefinition,
  intake: Intake,
  has_strangers: boolean,
): Promise<void> {
  const skips = await session.rows(sql`SELECT 1 FROM skips LIMIT 1`)
  const overridden = await session.rows(sql`
    SELECT 1 FROM identity.enterprises WHERE marks >= ${literal(code_marks.OVERRIDDEN)} LIMIT 1`)
  const marks = { has_strangers, has_overridden: overridden.length > 0 }
  const values = valueColumns(dataset).map((name) => sql`s.${ident(name)}`)
  await session.run(sql`
    CREATE OR REPLACE TEMP VIEW fresh AS
    SELECT s.enterprise_id, ${join(values)}, ${knownAt(dataset, intake)} AS known_at,
      CAST(${literal(timestampOf(intake.known_at))} AS TIMESTAMP) AS intake_at, s.is_tombstone, s.is_correction,
      ${marksSql(dataset, intake, marks)} AS marks, s.place,
      s.place + 1 ${skips.length > 0 ? sql`+ s.skipped` : empty} AS row_no
    FROM (SELECT *, CAST(rowid AS BIGINT) AS place FROM staged) s
    WHERE s.is_fresh`)
}

/** An instant as SQL writes a TIMESTAMP. */
export function timestampOf(at: Instant): string {
  return at.replace('T', ' ').replace('Z', '')
}

// A row is known from the later of its batch and its own publication; a backfilled one from its publication alone,
// which is assumed where the source does not say it (domain §3.8).
function knownAt(dataset: DatasetDefinition, { known_at, backfill }: Intake): Sql {
  const batch = sql`CAST(${literal(timestampOf(known_at))} AS TIMESTAMP)`
  if (!backfill) return sql`greatest(${batch}, coalesce(s.published_at, ${batch}))`
  const assumed = assumedAt(dataset)
  return assumed === null
    ? sql`coalesce(s.published_at, ${batch})`
    : sql`coalesce(s.published_at, ${assumed})`
}

function assumedAt(dataset: DatasetDefinition): Sql | null {
  const end_of_day = sql`INTERVAL 16 HOUR - INTERVAL 1 MICROSECOND` // Shanghai's day ends at 16:00 UTC
  if (dataset.event_on !== undefined)
    return sql`CAST(s.${ident(dataset.event_on)} AS TIMESTAMP) + ${end_of_day}`
  if (dataset.month === undefined || dataset.publication_lag === undefined) return null
  const { months, day } = dataset.publication_lag.value
  const month = sql`(s.${monthColumn(dataset)} + ${literal(months)})`
  return sql`CAST(make_date(${month} // 12, ${month} % 12 + 1, ${literal(day)}) AS TIMESTAMP) + ${end_of_day}`
}

interface Oddities {
  readonly has_strangers: boolean
  readonly has_overridden: boolean
}

function marksSql(
  dataset: DatasetDefinition,
  { backfill }: Intake,
  { has_strangers, has_overridden }: Oddities,
): Sql {
  const bit = (condition: Sql, mark: number): Sql =>
    sql`CASE WHEN ${condition} THEN ${literal(mark)} ELSE 0 END`
  const bits = [
    literal(0),
    ...(has_overridden ? [bit(sql`s.enterprise_id IN ${overridden}`, fact_marks.CODE_OVERRIDDEN)] : []),
    ...(has_strangers ? [bit(sql`s.uscc <> upper(s.uscc)`, fact_marks.CODE_FOLDED)] : []),
    ...(backfill && assumedAt(dataset) !== null
      ? [bit(sql`s.published_at IS NULL`, fact_marks.ASSUMED_DATE)]
      : []),
    ...(dataset.consistency === undefined
      ? []
      : [bit(inconsistent(dataset.consistency), fact_marks.INCONSISTENT)]),
  ]
  return sql`CAST(${join(bits, ' + ')} AS INTEGER)`
}

const overridden = sql`(
  SELECT o.enterprise_id FROM identity.enterprises o WHERE (o.marks // ${literal(code_marks.OVERRIDDEN)}) % 2 = 1)`

function inconsistent({ total, plus, minus }: NonNullable<DatasetDefinition['consistency']>): Sql {
  const added = join(
    plus.map((name) => sql`s.${ident(name)}`),
    ' + ',
  )
  const taken = minus.map((name) => sql` - s.${ident(name)}`)
  return sql`s.${ident(total)} <> ${added}${join(taken, '')}`
}
