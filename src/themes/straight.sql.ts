import type { DatasetDefinition } from '#sources'
import { ident, join, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { type Merged, same } from './chain.sql.ts'
import { factColumns, grainColumns, type Intake, valueColumns } from './fresh.sql.ts'
import type { Order } from './knots.sql.ts'
import { inSpan, type Span, spansOf } from './spans.sql.ts'
import { confirmationColumns, confirmationsOf, factsOf } from './tables.sql.ts'

/**
 * Merges `fresh` without rebuilding chains, which is possible where every row is known no earlier than what is held of
 * its grain, no grain comes twice, and nothing is revoked: the usual month's file but for a few rows.
 */
export async function mergeStraight(
  session: Session,
  dataset: DatasetDefinition,
  intake: Intake,
  order: Order,
): Promise<Merged> {
  if (order === 'nothing_held') return insertAll(session, dataset, intake)
  await keepChanges(session, dataset)
  const corrects =
    dataset.kind === 'month' ? sql`held_id IS NOT NULL` : sql`held_id IS NOT NULL AND is_correction`
  const accepted = await session.run(insertFrom(dataset, intake, sql`changes WHERE NOT (${corrects})`))
  const corrected = await session.run(insertFrom(dataset, intake, sql`changes WHERE ${corrects}`))
  if (corrected > 0 || dataset.kind !== 'month') await session.run(closings(dataset))
  await session.run(confirmations(dataset, intake, order))
  const [all] = await session.rows<{ n: number }>(sql`SELECT count(*) AS n FROM fresh`)
  return { accepted, corrected, revoked: 0, already_known: (all?.n ?? 0) - accepted - corrected }
}

async function insertAll(session: Session, dataset: DatasetDefinition, intake: Intake): Promise<Merged> {
  const accepted = await session.run(insertFrom(dataset, intake, sql`fresh`))
  return { accepted, corrected: 0, revoked: 0, already_known: 0 }
}

// The rows that say something new: of a grain that is not held, or another value than the one that is.
async function keepChanges(session: Session, dataset: DatasetDefinition): Promise<void> {
  const [first = null, ...others] = await spansOf(session, dataset)
  await session.run(sql`CREATE OR REPLACE TEMP TABLE changes AS ${changes(dataset, first)}`)
  for (const span of others) await session.run(sql`INSERT INTO changes ${changes(dataset, span)}`)
}

function changes(dataset: DatasetDefinition, span: Span): Sql {
  return sql`
    SELECT f.*, h.rowid AS held_id
    FROM fresh f LEFT JOIN ${factsOf(dataset.id)} h
      ON ${same(grainColumns(dataset), 'f', 'h')} AND h.superseded_at IS NULL ${inSpan(dataset, span, 'h')}
    WHERE (h.enterprise_id IS NULL OR NOT (${sameValues(dataset, 'f', 'h')})) ${inSpan(dataset, span, 'f')}`
}

/** Whether two rows of a dataset's columns say the same of one grain. */
export function sameValues(dataset: DatasetDefinition, one: string, other: string): Sql {
  const names = valueColumns(dataset).filter((name) => !dataset.grain.includes(name))
  if (names.length === 0) return sql`true`
  return join(
    names.map(
      (name) => sql`${ident(one)}.${ident(name)} IS NOT DISTINCT FROM ${ident(other)}.${ident(name)}`,
    ),
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

// The rows that changed something stand among them, for to leave these few out took as long as to write the many.
function confirmations(dataset: DatasetDefinition, { batch_id }: Intake, order: Order): Sql {
  const grain = grainColumns(dataset).map((name) => sql`f.${ident(name)}`)
  const later =
    order === 'later'
      ? sql`true`
      : sql`EXISTS (SELECT 1 FROM ${factsOf(dataset.id)} h
          WHERE ${same(grainColumns(dataset), 'f', 'h')} AND h.superseded_at IS NULL AND h.known_at < f.known_at)`
  return sql`
    INSERT INTO ${confirmationsOf(dataset.id)} ${confirmationColumns(dataset)}
    SELECT ${join(grain)}, f.known_at, f.intake_at, f.marks, ${literal(batch_id)}, f.row_no
    FROM fresh f
    WHERE ${later}`
}
