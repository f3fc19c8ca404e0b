import type { DatasetDefinition, HoldReason, SourceDefinition } from '#sources'
import { empty, ident, join, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { same } from './chain.sql.ts'
import { grainColumns, monthColumn } from './fresh.sql.ts'
import type { LoadRequest } from './load.ts'
import { factsOf } from './tables.sql.ts'

/** What a full snapshot says by saying nothing. */
export interface Silence {
  /** How many facts that are held it no longer has. */
  readonly gone: number
  /** Why a person has to look at it before they are revoked; none where they may be. */
  readonly reasons: readonly HoldReason[]
}

/** Whether something is held, of what a snapshot is about, that was known later than the snapshot. */
export async function isOvertaken(
  session: Session,
  { dataset, source }: LoadRequest,
  known_at: string,
): Promise<boolean> {
  const rows = await session.rows(sql`
    SELECT 1 FROM ${factsOf(dataset.id)} h
    WHERE h.known_at > CAST(${known_at} AS TIMESTAMP) ${inScope(dataset, source, 'h')} LIMIT 1`)
  return rows.length > 0
}

/**
 * Compares a staged snapshot with what is held of its dataset, or of its months, and keeps what it no longer has in the
 * temporary table `gone`. A row at fault that names its fact still has it; one that cannot be placed may be any.
 */
export async function readSilence(
  session: Session,
  request: LoadRequest,
  broken_rows: number,
): Promise<Silence> {
  const { dataset, source } = request
  const grain = grainColumns(dataset)
  const kept = [...grain, ...(hasPeriods(dataset) ? ['period_month', 'period_span'] : [])]
  await session.run(sql`
    CREATE OR REPLACE TEMP TABLE gone AS
    SELECT ${join(kept.map((name) => sql`h.${ident(name)}`))}
    FROM ${factsOf(dataset.id)} h ANTI JOIN staged s ON ${same(grain, 's', 'h')}
    WHERE h.superseded_at IS NULL ${inScope(dataset, source, 'h')}`)
  const [count] = await session.rows<{ n: number }>(sql`SELECT count(*) AS n FROM gone`)
  const gone = count?.n ?? 0
  if (gone === 0) return { gone, reasons: [] }
  const reasons = [
    ...(await shortfalls(session, request)),
    ...(await missingDistricts(session, request)),
    ...(await unplaced(session, dataset, broken_rows)),
  ]
  return { gone, reasons }
}

/** Adds a revocation for each row of `gone` to `staged`, after the rows of the file. */
export async function stageSilence(session: Session): Promise<void> {
  await session.run(sql`
    INSERT INTO staged BY NAME
    SELECT *, true AS is_tombstone, false AS is_correction, true AS is_fresh FROM gone ORDER BY ALL`)
}

function hasPeriods({ month }: DatasetDefinition): boolean {
  return month !== undefined && 'from' in month
}

// A snapshot is about what its own source delivered, and one of months about the months that its good rows are about.
function inScope(dataset: DatasetDefinition, source: SourceDefinition | undefined, table: string): Sql {
  const own =
    source === undefined
      ? empty
      : sql`AND ${ident(table)}.batch_id NOT IN (
          SELECT batch_id FROM intake.batches WHERE dataset_id = ${literal(dataset.id)} AND source_id <> ${literal(source.id)})`
  if (dataset.month === undefined) return own
  const month = monthColumn(dataset)
  return sql`${own} AND ${ident(table)}.${month} IN (SELECT ${month} FROM staged WHERE fault IS NULL)`
}

async function shortfalls(
  session: Session,
  { dataset, source, rules }: LoadRequest,
): Promise<readonly HoldReason[]> {
  const month = dataset.month === undefined ? sql`CAST(NULL AS INTEGER)` : monthColumn(dataset)
  const named = join(
    dataset.grain.map((name) => sql`, ${ident(name)}`),
    '',
  )
  const share = literal(1 - rules.snapshot_shrink_ratio.value)
  const rows = await session.rows<{ month: number | null; held_rows: number; said_rows: number }>(sql`
    SELECT held.month, held.n AS held_rows, coalesce(said.n, 0) AS said_rows
    FROM (
      SELECT ${month} AS month, count(*) AS n FROM ${factsOf(dataset.id)} h
      WHERE superseded_at IS NULL ${inScope(dataset, source, 'h')} GROUP BY ALL) held
    LEFT JOIN (
      SELECT month, count(*) AS n
      FROM (SELECT DISTINCT ${month} AS month, coalesce(CAST(enterprise_id AS VARCHAR), uscc) ${named} FROM staged WHERE NOT is_tombstone)
      GROUP BY month) said ON said.month IS NOT DISTINCT FROM held.month
    WHERE coalesce(said.n, 0) < ${share} * held.n
    ORDER BY held.month`)
  return rows.map((row) => ({ code: 'smaller', ...row }))
}

// The district of a row, or, where a dataset does not say it, that of its enterprise in the register.
async function missingDistricts(
  session: Session,
  { dataset, source, datasets = [], rules: { district } }: LoadRequest,
): Promise<readonly HoldReason[]> {
  const has_own = dataset.fields.some(({ id }) => id === district.field)
  if (!has_own && !datasets.some(({ id }) => id === district.dataset)) return []
  const field = ident(district.field)
  const districtsOf = (rows: Sql): Sql =>
    has_own
      ? sql`SELECT ${field} AS district FROM ${rows}`
      : sql`SELECT ${field} AS district FROM ${factsOf(district.dataset)} r
          WHERE r.superseded_at IS NULL AND r.enterprise_id IN (SELECT enterprise_id FROM ${rows})`
  const held = sql`(SELECT * FROM ${factsOf(dataset.id)} h WHERE superseded_at IS NULL ${inScope(dataset, source, 'h')})`
  const rows = await session.rows<{ district: string }>(sql`
    SELECT DISTINCT district FROM (${districtsOf(held)})
    WHERE district IS NOT NULL AND district NOT IN (
      SELECT district FROM (${districtsOf(sql`staged`)}) WHERE district IS NOT NULL)
    ORDER BY district`)
  if (rows.length === 0) return []
  return [{ code: 'district_missing', districts: rows.map((row) => row.district) }]
}

// Broken lines, and rows at fault whose enterprise or grain cannot be read.
async function unplaced(
  session: Session,
  dataset: DatasetDefinition,
  broken_rows: number,
): Promise<readonly HoldReason[]> {
  const unread = join(
    grainColumns(dataset).map((name) => sql`${ident(name)} IS NULL`),
    ' OR ',
  )
  const [found] = await session.rows<{ n: number }>(sql`
    SELECT count(*) AS n FROM staged WHERE fault IS NOT NULL AND (${unread})`)
  const rows = (found?.n ?? 0) + broken_rows
  return rows === 0 ? [] : [{ code: 'rows_unplaced', rows }]
}
