import type { SourceDefinition } from '#sources'
import { literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { same } from '../chain.sql.ts'
import { grainColumns, heldMonths } from '../fresh.sql.ts'
import type { LoadRequest } from '../load.ts'
import { sameValues } from '../straight.sql.ts'
import { factsOf } from '../tables.sql.ts'

/** Whether something of the dataset is held that another source delivered. A file without a source differs from none. */
export async function hasOtherSources(session: Session, { dataset, source }: LoadRequest): Promise<boolean> {
  if (source === undefined) return false
  const rows = await session.rows(sql`
    SELECT 1 FROM intake.batches
    WHERE dataset_id = ${literal(dataset.id)} AND source_id <> ${literal(source.id)} LIMIT 1`)
  return rows.length > 0
}

/**
 * Finds the staged rows whose key another source holds with other values (REQ-COL-08). Where the source prevails in the
 * dataset its rows come in (信用中国 prevails, REQ-REP-02); otherwise what is held stands until a person has looked.
 */
export async function compareSources(session: Session, request: LoadRequest): Promise<void> {
  const { dataset, source } = request
  if (source === undefined) return
  const is_held = prevails(source, dataset.id) ? sql`false` : sql`true`
  await session.run(sql`
    INSERT INTO conflicts
    SELECT CAST(s.rowid AS BIGINT), s.uscc, h.batch_id, h.row_no, b.source_id, ${is_held}
    FROM staged s
    JOIN ${factsOf(dataset.id)} h ON ${same(grainColumns(dataset), 's', 'h')} AND h.superseded_at IS NULL
      ${heldMonths(dataset, 'staged', 'h')}
    JOIN intake.batches b ON b.batch_id = h.batch_id
    WHERE s.is_fresh AND b.source_id <> ${literal(source.id)} AND (s.is_tombstone OR NOT (${sameValues(dataset, 's', 'h')}))`)
  await session.run(doubts)
}

const doubts: Sql = sql`
    INSERT INTO doubts SELECT place, 'source_conflict:', NULL FROM conflicts WHERE is_held`

function prevails({ prevails_in = [] }: SourceDefinition, dataset: string): boolean {
  return prevails_in.includes(dataset)
}
