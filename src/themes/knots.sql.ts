import type { DatasetDefinition } from '#sources'
import { empty, ident, join, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { same } from './chain.sql.ts'
import { grainColumns, heldMonths, monthColumn } from './fresh.sql.ts'
import { confirmationsOf, factsOf } from './tables.sql.ts'

/** How the rows of `fresh` stand to what is held of their months; by both clocks. */
export type Order = 'nothing_held' | 'later' | 'not_earlier'

/** What is known of `fresh` before it is merged. */
export interface Knots {
  /** How many rows went into `knotted`. */
  readonly knotted: number
  /** How the rows that stayed in `fresh` stand to what is held. */
  readonly order: Order
}

/**
 * Moves the rows of `fresh` whose chain has to be rebuilt into the temporary table `knotted`: those of a grain that
 * comes twice or is revoked, or of which something is held that was known later by either clock.
 */
export async function untangle(session: Session, dataset: DatasetDefinition): Promise<Knots> {
  const repeats = !(await isPlain(session, dataset))
  const order = await orderOf(session, dataset)
  const kinds = [...(repeats ? [repeated(dataset)] : []), ...(order === 'mixed' ? overtaken(dataset) : [])]
  const left = order === 'mixed' ? 'not_earlier' : order
  if (kinds.length === 0) return { knotted: 0, order: left }
  const grain = grainColumns(dataset)
  await session.run(sql`CREATE OR REPLACE TEMP TABLE knots AS ${join(kinds, ' UNION ')}`)
  await session.run(sql`
    CREATE OR REPLACE TEMP TABLE knotted AS
    SELECT f.* FROM fresh f WHERE EXISTS (SELECT 1 FROM knots k WHERE ${same(grain, 'k', 'f')})`)
  const knotted = await session.run(sql`
    UPDATE staged SET is_fresh = false WHERE rowid IN (SELECT place FROM knotted)`)
  return { knotted, order: left }
}

// A grain comes twice where a month has more rows than different enterprises; a bit an enterprise tells it without a
// hash table of ten million keys.
async function isPlain(session: Session, dataset: DatasetDefinition): Promise<boolean> {
  if (!isOneAMonth(dataset)) return isPlainByGrain(session, dataset)
  const [last] = await session.rows<{ id: number }>(sql`
    SELECT coalesce(max(enterprise_id), 1) AS id FROM identity.enterprises`)
  const [found] = await session.rows<{ plain: boolean }>(sql`
    SELECT coalesce(bool_and(n = bit_count(bits) AND NOT revokes), true) AS plain
    FROM (
      SELECT count(*) AS n, bool_or(is_tombstone) AS revokes,
        bitstring_agg(enterprise_id, 0, ${literal(last?.id ?? 1)}) AS bits
      FROM fresh GROUP BY ${join(dataset.grain.map((name) => ident(name)))})`)
  return found?.plain === true
}

// A meter or a shop in the grain would make a row of bits as long as the register for each of them.
function isOneAMonth({ grain, month }: DatasetDefinition): boolean {
  if (month === undefined) return false
  const months: readonly string[] = 'of' in month ? [month.of] : [month.from, month.to]
  return grain.every((name) => months.includes(name))
}

async function isPlainByGrain(session: Session, dataset: DatasetDefinition): Promise<boolean> {
  const [found] = await session.rows<{ n: number }>(
    sql`SELECT count(*) AS n FROM (${repeated(dataset)} LIMIT 1)`,
  )
  return found?.n === 0
}

function repeated(dataset: DatasetDefinition): Sql {
  const grain = join(grainColumns(dataset).map((name) => ident(name)))
  return sql`
    SELECT ${grain} FROM fresh GROUP BY ${grain} HAVING count(*) > 1 OR bool_or(is_tombstone)`
}

async function orderOf(session: Session, dataset: DatasetDefinition): Promise<Order | 'mixed'> {
  const [held] = await session.rows<{ n: number; crossed: number; standing: Order | 'mixed' | null }>(sql`
    SELECT n, crossed,
      CASE WHEN first_known_at > known_at AND first_intake_at > intake_at THEN 'later'
        WHEN first_known_at >= known_at AND first_intake_at >= intake_at THEN 'not_earlier' ELSE 'mixed' END AS standing
    FROM (SELECT min(known_at) AS first_known_at, min(intake_at) AS first_intake_at FROM fresh), (
      SELECT sum(n) AS n, sum(crossed) AS crossed, max(known_at) AS known_at, max(intake_at) AS intake_at
      FROM (
        SELECT count(*) AS n, count(*) FILTER (${crossed}) AS crossed, max(known_at) AS known_at, max(intake_at) AS intake_at
        FROM ${factsOf(dataset.id)} ${inMonths(dataset)}
        UNION ALL
        SELECT count(*), 0, max(known_at), max(intake_at) FROM ${confirmationsOf(dataset.id)} ${inGrainMonths(dataset)}))`)
  if (held === undefined || held.n === 0) return 'nothing_held'
  return held.crossed > 0 || held.standing === null ? 'mixed' : held.standing
}

// The version that is last by one clock is not by the other, so that closing one would leave the other open.
const crossed = sql`(superseded_at IS NULL) <> (closed_at IS NULL)`

function inMonths(dataset: DatasetDefinition): Sql {
  if (dataset.month === undefined) return empty
  const month = monthColumn(dataset)
  return sql`WHERE ${month} IN (SELECT DISTINCT ${month} FROM fresh)`
}

// Confirmations have the grain alone, and no period's month.
function inGrainMonths(dataset: DatasetDefinition): Sql {
  if (dataset.month === undefined) return empty
  const grain = join(dataset.grain.map((name) => ident(name)))
  return sql`WHERE (${grain}) IN (SELECT DISTINCT ${grain} FROM fresh)`
}

function overtaken(dataset: DatasetDefinition): readonly Sql[] {
  const grain = grainColumns(dataset)
  const columns = join(grain.map((name) => sql`f.${ident(name)}`))
  const later = sql`h.known_at > f.known_at OR h.intake_at > f.intake_at`
  return [
    sql`
      SELECT DISTINCT ${columns} FROM fresh f JOIN ${factsOf(dataset.id)} h ON ${same(grain, 'f', 'h')}
      WHERE (${later} OR (h.superseded_at IS NULL) <> (h.closed_at IS NULL)) ${heldMonths(dataset, 'fresh', 'h')}`,
    sql`
      SELECT DISTINCT ${columns} FROM fresh f JOIN ${confirmationsOf(dataset.id)} h ON ${same(grain, 'f', 'h')}
      WHERE ${later}`,
  ]
}
