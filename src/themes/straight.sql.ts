import type { DatasetDefinition } from '#sources'
import { ident, join, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { type Merged, same } from './chain.sql.ts'
import { factColumns, grainColumns, type Intake, monthColumn, valueColumns } from './fresh.sql.ts'
import { confirmationsOf, factsOf } from './tables.sql.ts'

/**
 * Merges `fresh` into a `month` dataset without rebuilding chains, which is possible where every row is known no
 * earlier than what is held of its months, no grain comes twice, and nothing is revoked: the usual month's file.
 * Gives back null, having changed nothing, where it is not.
 */
export async function mergeStraight(
  session: Session,
  dataset: DatasetDefinition,
  intake: Intake,
): Promise<Merged | null> {
  if (dataset.kind !== 'month' || !(await isPlain(session, dataset))) return null
  const order = await orderOf(session, dataset)
  if (order === 'mixed') return null
  if (order === 'nothing_held') return insertAll(session, dataset, intake)
  await session.run(changes(dataset))
  const accepted = await session.run(insertFrom(dataset, intake, sql`changes WHERE held_id IS NULL`))
  const corrected = await session.run(insertFrom(dataset, intake, sql`changes WHERE held_id IS NOT NULL`))
  if (corrected > 0) await session.run(closings(dataset))
  await session.run(confirmations(dataset, intake, order))
  const [all] = await session.rows<{ n: number }>(sql`SELECT count(*) AS n FROM fresh`)
  return { accepted, corrected, revoked: 0, already_known: (all?.n ?? 0) - accepted - corrected }
}

// A grain comes twice where a month has more rows than different enterprises; a bit an enterprise tells it without a
// hash table of ten million keys.
async function isPlain(session: Session, dataset: DatasetDefinition): Promise<boolean> {
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

type Order = 'nothing_held' | 'later' | 'not_earlier' | 'mixed'

// How the rows stand to what is held of their months, by both clocks.
async function orderOf(session: Session, dataset: DatasetDefinition): Promise<Order> {
  const month = monthColumn(dataset)
  const months = sql`${month} IN (SELECT DISTINCT ${month} FROM fresh)`
  const same_months = sql`${join(dataset.grain.map((name) => ident(name)))}`
  const [held] = await session.rows<{ n: number; later: boolean | null; not_earlier: boolean | null }>(sql`
    SELECT n, (SELECT min(known_at) FROM fresh) > known_at AND (SELECT min(intake_at) FROM fresh) > intake_at AS later,
      (SELECT min(known_at) FROM fresh) >= known_at AND (SELECT min(intake_at) FROM fresh) >= intake_at AS not_earlier
    FROM (
      SELECT sum(n) AS n, max(known_at) AS known_at, max(intake_at) AS intake_at
      FROM (
        SELECT count(*) AS n, max(known_at) AS known_at, max(intake_at) AS intake_at
        FROM ${factsOf(dataset.id)} WHERE ${months}
        UNION ALL
        SELECT count(*), max(known_at), max(intake_at) FROM ${confirmationsOf(dataset.id)}
        WHERE (${same_months}) IN (SELECT DISTINCT ${same_months} FROM fresh)))`)
  if (held === undefined || held.n === 0) return 'nothing_held'
  if (held.later === true) return 'later'
  return held.not_earlier === true ? 'not_earlier' : 'mixed'
}

async function insertAll(session: Session, dataset: DatasetDefinition, intake: Intake): Promise<Merged> {
  const accepted = await session.run(insertFrom(dataset, intake, sql`fresh`))
  return { accepted, corrected: 0, revoked: 0, already_known: 0 }
}

// The rows that say something new: of a grain that is not held, or another value than the one that is.
function changes(dataset: DatasetDefinition): Sql {
  return sql`
    CREATE OR REPLACE TEMP TABLE changes AS
    SELECT f.*, h.rowid AS held_id
    FROM fresh f LEFT JOIN ${factsOf(dataset.id)} h
      ON ${same(grainColumns(dataset), 'f', 'h')} AND h.superseded_at IS NULL
      AND ${heldMonths(dataset)}
    WHERE h.enterprise_id IS NULL OR NOT (${sameValues(dataset)})`
}

// Without the bounds the join would read every month that is held.
function heldMonths(dataset: DatasetDefinition): Sql {
  const month = monthColumn(dataset)
  return sql`h.${month} BETWEEN (SELECT min(${month}) FROM fresh) AND (SELECT max(${month}) FROM fresh)`
}

function sameValues(dataset: DatasetDefinition): Sql {
  const names = valueColumns(dataset).filter((name) => !dataset.grain.includes(name))
  return join(
    names.map((name) => sql`f.${ident(name)} IS NOT DISTINCT FROM h.${ident(name)}`),
    ' AND ',
  )
}

function insertFrom(dataset: DatasetDefinition, { batch_id }: Intake, rows: Sql): Sql {
  const columns = factColumns(dataset)
  const values = columns.map((name) => {
    if (name === 'superseded_at' || name === 'closed_at') return sql`NULL`
    return name === 'batch_id' ? literal(batch_id) : ident(name)
  })
  return sql`
    INSERT INTO ${factsOf(dataset.id)} (${join(columns.map((name) => ident(name)))})
    SELECT ${join(values)} FROM ${rows}`
}

function closings(dataset: DatasetDefinition): Sql {
  return sql`
    UPDATE ${factsOf(dataset.id)} SET superseded_at = c.known_at, closed_at = c.intake_at
    FROM changes c
    WHERE ${factsOf(dataset.id)}.rowid = c.held_id`
}

function confirmations(dataset: DatasetDefinition, { batch_id }: Intake, order: Order): Sql {
  const grain = grainColumns(dataset).map((name) => sql`f.${ident(name)}`)
  const later =
    order === 'later'
      ? sql`true`
      : sql`EXISTS (SELECT 1 FROM ${factsOf(dataset.id)} h
          WHERE ${same(grainColumns(dataset), 'f', 'h')} AND h.superseded_at IS NULL AND h.known_at < f.known_at)`
  return sql`
    INSERT INTO ${confirmationsOf(dataset.id)}
    SELECT ${join(grain)}, f.known_at, f.intake_at, f.marks, ${literal(batch_id)}, f.row_no
    FROM fresh f
    WHERE NOT EXISTS (SELECT 1 FROM changes c WHERE c.row_no = f.row_no) AND ${later}`
}
