import { empty, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { waits } from './quarantine.sql.ts'

/** A quarantined row as an operator looks at it; its number within its batch names it for good. */
export interface WaitingRow {
  readonly batch_id: number
  readonly row_no: number
  readonly file: string
  readonly dataset: string
  readonly line: number
  readonly column: string | null
  readonly value: string | null
  readonly reason: string
  /** File column to text; null where a personal identifier holds the batch. */
  readonly record: Readonly<Record<string, string | null>> | null
  readonly loaded_at: string
  /** When it was played again; null while it was not. */
  readonly replayed_at: string | null
  /** When a person turned it down, and why; null where nobody did. */
  readonly rejected_at: string | null
  readonly note: string | null
}

/** What has become of a quarantined row. */
export const waiting_states = ['waiting', 'replayed', 'rejected'] as const
export type WaitingState = (typeof waiting_states)[number]

/** Which rows are looked at. */
export interface WaitingQuestion {
  readonly dataset: string | null
  readonly reason: string | null
  readonly state: WaitingState
  readonly after: Pick<WaitingRow, 'batch_id' | 'row_no'> | null
  readonly most: number
}

/** A page of quarantine: the newest batch first, in the order of its file. */
export async function quarantinePage(
  session: Session,
  question: WaitingQuestion,
): Promise<readonly WaitingRow[]> {
  const { dataset, reason, state, after, most } = question
  const further =
    after === null
      ? empty
      : sql`AND (q.batch_id < ${literal(after.batch_id)}
        OR (q.batch_id = ${literal(after.batch_id)} AND q.row_no > ${literal(after.row_no)}))`
  const rows = await session.rows<KeptRow>(sql`
    SELECT ${shown}
    FROM ${kept}
    WHERE ${states[state]}
      ${dataset === null ? empty : sql`AND b.dataset_id = ${dataset}`}
      ${reason === null ? empty : sql`AND q.reason = ${reason}`} ${further}
    ORDER BY q.batch_id DESC, q.row_no
    LIMIT ${literal(most)}`)
  return rows.map(waitingOf)
}

/** One quarantined row, whether it still waits or not; null where there is none. */
export async function quarantinedRow(
  session: Session,
  batch_id: number,
  row_no: number,
): Promise<WaitingRow | null> {
  const [row] = await session.rows<KeptRow>(sql`
    SELECT ${shown} FROM ${kept} WHERE q.batch_id = ${literal(batch_id)} AND q.row_no = ${literal(row_no)}`)
  return row === undefined ? null : waitingOf(row)
}

/** How many rows of one fault wait. */
export interface WaitingTotal {
  readonly dataset: string
  readonly reason: string
  readonly rows: number
}

/** How many rows wait, by dataset and fault. */
export function quarantineTotals(session: Session): Promise<readonly WaitingTotal[]> {
  return session.rows<WaitingTotal>(sql`
    SELECT b.dataset_id AS dataset, q.reason, count(*) AS "rows"
    FROM intake.quarantine q JOIN intake.batches b ON b.batch_id = q.batch_id
    WHERE ${waits}
    GROUP BY b.dataset_id, q.reason
    ORDER BY b.dataset_id, q.reason`)
}

/** The rows that wait of one dataset, of one fault, or all, by batch; none of a batch that a personal identifier holds. */
export function waitingRows(
  session: Session,
  dataset: string | null,
  reason: string | null,
): Promise<readonly { readonly batch_id: number; readonly row_nos: readonly number[] }[]> {
  return session.rows(sql`
    SELECT q.batch_id, list(CAST(q.row_no AS INTEGER) ORDER BY q.row_no) AS row_nos
    FROM intake.quarantine q JOIN intake.batches b ON b.batch_id = q.batch_id
    WHERE ${waits} AND q.batch_id NOT IN (SELECT batch_id FROM ${held_batches})
      ${dataset === null ? empty : sql`AND b.dataset_id = ${dataset}`}
      ${reason === null ? empty : sql`AND q.reason = ${reason}`}
    GROUP BY q.batch_id
    ORDER BY q.batch_id`)
}

interface KeptRow extends Omit<WaitingRow, 'record'> {
  readonly record: string
  readonly is_held: boolean
}

const states: Readonly<Record<WaitingState, Sql>> = {
  waiting: waits,
  replayed: sql`q.replayed_in IS NOT NULL`,
  rejected: sql`q.rejected_at IS NOT NULL`,
}

const shown: Sql = sql`q.batch_id, q.row_no, b.file, b.dataset_id AS dataset, q.line, q.column_name AS "column", q.value,
  q.reason, q.record, b.loaded_at, later.loaded_at AS replayed_at, q.rejected_at, q.note, held.batch_id IS NOT NULL AS is_held`

const held_batches: Sql = sql`(
      SELECT DISTINCT batch_id FROM intake.quarantine WHERE reason = 'personal_identifier')`

const kept: Sql = sql`intake.quarantine q
    JOIN intake.batches b ON b.batch_id = q.batch_id
    LEFT JOIN intake.batches later ON later.batch_id = q.replayed_in
    LEFT JOIN ${held_batches} held ON held.batch_id = q.batch_id`

function waitingOf({ is_held, record, ...row }: KeptRow): WaitingRow {
  return is_held ? { ...row, value: null, record: null } : { ...row, record: JSON.parse(record) }
}
