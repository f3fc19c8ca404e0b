import { empty, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'

/**
 * What became of a case: it waits for a person; the person let in what was said, or kept what was held; what was said
 * prevailed by itself; or it was said again and waits as a later case.
 */
export const conflict_outcomes = ['waiting', 'said_stands', 'held_stands', 'prevailed', 'said_again'] as const
export type ConflictOutcome = (typeof conflict_outcomes)[number]

/** A case of two sources that differ on one key (REQ-COL-08), named as the row that was said is. */
export interface Conflict {
  readonly batch_id: number
  readonly row_no: number
  readonly dataset: string
  readonly uscc: string
  readonly held_batch: number
  readonly held_row: number
  readonly held_source: string
  readonly said_source: string
  readonly said_at: string
  readonly outcome: ConflictOutcome
  readonly decided_at: string | null
  readonly decided_by: string | null
  readonly note: string | null
}

/** Makes the table of cases where it is missing. */
export async function ensureConflicts(session: Session): Promise<void> {
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS intake.conflicts (
      batch_id INTEGER NOT NULL, row_no BIGINT NOT NULL, dataset_id VARCHAR NOT NULL, uscc VARCHAR NOT NULL,
      held_batch INTEGER NOT NULL, held_row BIGINT NOT NULL, held_source VARCHAR NOT NULL, said_source VARCHAR NOT NULL,
      outcome VARCHAR NOT NULL, decided_at TIMESTAMP, decided_by VARCHAR, note VARCHAR)`)
}

/**
 * Opens a case for each row of the temporary table `conflicts`, once the batch stands in quarantine. What a source says
 * again in the same words takes the place of what waits of it, and is decided as it was decided before.
 */
export async function openConflicts(
  session: Session,
  batch: { readonly batch_id: number; readonly dataset: string; readonly source_id: string },
): Promise<void> {
  const { batch_id, dataset, source_id } = batch
  await session.run(sql`
    INSERT INTO intake.conflicts
      (batch_id, row_no, dataset_id, uscc, held_batch, held_row, held_source, said_source, outcome)
    SELECT ${literal(batch_id)}, place + coalesce(n, 0) + 1, ${dataset}, uscc, held_batch, held_row, held_source, ${source_id},
      CASE WHEN is_held THEN 'waiting' ELSE 'prevailed' END
    FROM conflicts ASOF LEFT JOIN skips ON place >= before`)
  await session.run(sql`CREATE OR REPLACE TEMP TABLE repeated AS ${repeats(batch_id)}`)
  await session.run(sql`
    UPDATE intake.quarantine SET replayed_in = ${literal(batch_id)}
    FROM repeated r
    WHERE quarantine.batch_id = r.was_batch AND quarantine.row_no = r.was_row AND r.was = 'waiting'`)
  await session.run(sql`
    UPDATE intake.conflicts SET outcome = 'said_again'
    FROM repeated r
    WHERE conflicts.batch_id = r.was_batch AND conflicts.row_no = r.was_row AND r.was = 'waiting'`)
  await session.run(sql`
    UPDATE intake.quarantine SET rejected_at = r.decided_at, rejected_by = r.decided_by, note = r.note
    FROM repeated r
    WHERE quarantine.batch_id = ${literal(batch_id)} AND quarantine.row_no = r.row_no AND r.was = 'held_stands'`)
  await session.run(sql`
    UPDATE intake.conflicts SET outcome = 'held_stands', decided_at = r.decided_at, decided_by = r.decided_by, note = r.note
    FROM repeated r
    WHERE conflicts.batch_id = ${literal(batch_id)} AND conflicts.row_no = r.row_no AND r.was = 'held_stands'`)
}

// The last case of the same source about the same held row in the same words.
function repeats(batch_id: number): Sql {
  return sql`
    SELECT row_no, was_batch, was_row, was, decided_at, decided_by, note
    FROM (
      SELECT c.row_no, w.batch_id AS was_batch, w.row_no AS was_row, w.outcome AS was, w.decided_at, w.decided_by, w.note,
        row_number() OVER (PARTITION BY c.row_no ORDER BY w.batch_id DESC, w.row_no DESC) AS nth
      FROM intake.conflicts c
      JOIN intake.quarantine q ON q.batch_id = c.batch_id AND q.row_no = c.row_no
      JOIN intake.conflicts w ON w.dataset_id = c.dataset_id AND w.uscc = c.uscc AND w.said_source = c.said_source
        AND w.held_batch = c.held_batch AND w.held_row = c.held_row AND w.batch_id < c.batch_id
      JOIN intake.quarantine p ON p.batch_id = w.batch_id AND p.row_no = w.row_no AND p.record = q.record
      WHERE c.batch_id = ${literal(batch_id)} AND c.outcome = 'waiting')
    WHERE nth = 1 AND was IN ('waiting', 'held_stands')`
}

/** Writes what a person decided of a case; nothing where the row is none. */
export async function decideConflict(
  session: Session,
  { batch_id, row_no }: Pick<Conflict, 'batch_id' | 'row_no'>,
  decision: {
    readonly outcome: ConflictOutcome
    readonly by: string
    readonly at: string
    readonly note: string
  },
): Promise<void> {
  await session.run(sql`
    UPDATE intake.conflicts SET outcome = ${decision.outcome}, decided_at = CAST(${decision.at} AS TIMESTAMP),
      decided_by = ${decision.by}, note = ${decision.note}
    WHERE batch_id = ${batch_id} AND row_no = ${row_no} AND outcome = 'waiting'`)
}

/** Which cases are looked at: of one outcome or all, those before one where it is given. */
export interface ConflictQuestion {
  readonly outcome: ConflictOutcome | null
  readonly before: Pick<Conflict, 'batch_id' | 'row_no'> | null
  readonly most: number
}

// A row that was mended and played again is another one, and stands or waits as such.
const outcome_now: Sql = sql`CASE WHEN c.outcome = 'waiting' AND q.replayed_in IS NOT NULL THEN 'said_again' ELSE c.outcome END`

/** A page of cases, the newest first. */
export function conflictPage(
  session: Session,
  { outcome, before, most }: ConflictQuestion,
): Promise<readonly Conflict[]> {
  const older =
    before === null
      ? empty
      : sql`AND (c.batch_id < ${literal(before.batch_id)}
        OR (c.batch_id = ${literal(before.batch_id)} AND c.row_no > ${literal(before.row_no)}))`
  return session.rows<Conflict>(sql`
    SELECT c.batch_id, c.row_no, c.dataset_id AS dataset, c.uscc, c.held_batch, c.held_row, c.held_source, c.said_source,
      b.known_at AS said_at, ${outcome_now} AS outcome, c.decided_at, c.decided_by, c.note
    FROM intake.conflicts c JOIN intake.batches b ON b.batch_id = c.batch_id
    LEFT JOIN intake.quarantine q ON q.batch_id = c.batch_id AND q.row_no = c.row_no
    WHERE ${outcome === null ? sql`true` : sql`${outcome_now} = ${outcome}`} ${older}
    ORDER BY c.batch_id DESC, c.row_no
    LIMIT ${literal(most)}`)
}
