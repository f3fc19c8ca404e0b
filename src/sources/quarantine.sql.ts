import { literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'

/** A row that did not come in, as it is shown. A personal identifier is never shown, only its field and line. */
export interface QuarantinedRow {
  readonly batch_id: number
  readonly file: string
  readonly dataset: string
  readonly row_no: number
  readonly line: number
  readonly column: string | null
  readonly value: string | null
  readonly reason: string
  readonly record: Readonly<Record<string, string>> | null
}

/** Moves broken lines and staged rows at fault into quarantine. */
export async function keepQuarantine(session: Session, batch_id: number): Promise<void> {
  await session.run(sql`
    INSERT INTO intake.quarantine (batch_id, row_no, line, column_name, value, reason, record, replayed_in)
    SELECT ${literal(batch_id)}, row.record + 1, ${line}, column_name, value, reason, content, NULL
    FROM (
      SELECT record, NULL AS column_name, text AS value, reason, content FROM broken
      UNION ALL
      ${faultyRows}) AS row ASOF LEFT JOIN breaks ON row.record >= breaks.record
    ORDER BY row.record`)
}

const line = sql`row.record + 2 + coalesce(breaks.extra, 0)`

// A staged row's record in the file is its own number and that of the broken lines before it.
const faultyRows = sql`
  SELECT place + coalesce(n, 0), nullif(split_part(fault, ':', 2), ''),
    CASE WHEN fault LIKE 'personal_identifier:%' THEN NULL ELSE fault_value END, split_part(fault, ':', 1), content
  FROM (
    SELECT CAST(rowid AS BIGINT) AS place, fault, fault_value, record AS content FROM staged WHERE fault IS NOT NULL)
  ASOF LEFT JOIN skips ON place >= before`

/**
 * What waits in quarantine, of one batch or of all, by batch and line. What stood in the rows of a batch that a personal
 * identifier holds is shown only where rows are played again.
 */
export async function listQuarantine(
  session: Session,
  batch_id: number | null,
  with_identifiers = false,
): Promise<readonly QuarantinedRow[]> {
  const rows = await session.rows<Waiting>(sql`
    SELECT q.batch_id, b.file, b.dataset_id AS dataset, q.row_no, q.line, q.column_name AS "column", q.value, q.reason, q.record,
      bool_or(q.reason = 'personal_identifier') OVER (PARTITION BY q.batch_id) AS is_held
    FROM intake.quarantine q JOIN intake.batches b ON b.batch_id = q.batch_id
    WHERE ${waits} AND (CAST(${batch_id} AS INTEGER) IS NULL OR q.batch_id = CAST(${batch_id} AS INTEGER))
    ORDER BY q.batch_id, q.line, q.row_no`)
  return rows.map(({ is_held, ...row }) =>
    is_held && !with_identifiers
      ? { ...row, value: null, record: null }
      : { ...row, record: JSON.parse(row.record) },
  )
}

interface Waiting extends Omit<QuarantinedRow, 'record'> {
  readonly record: string
  readonly is_held: boolean
}

/** That a row of `intake.quarantine q` waits for somebody. */
export const waits: Sql = sql`q.replayed_in IS NULL AND q.rejected_at IS NULL`

/** The reasons of a batch's quarantined rows, each with its count. */
export async function reasonsOf(
  session: Session,
  batch_id: number,
): Promise<Readonly<Record<string, number>>> {
  const rows = await session.rows<{ reason: string; n: number }>(sql`
    SELECT reason, count(*) AS n FROM intake.quarantine WHERE batch_id = ${batch_id} GROUP BY reason ORDER BY reason`)
  return Object.fromEntries(rows.map(({ reason, n }) => [reason, n]))
}

/** Marks quarantined rows as played again in another batch; those that fail again stand there anew. */
export async function markReplayed(
  session: Session,
  batch_id: number,
  row_nos: readonly number[] | null,
  replayed_in: number,
): Promise<number> {
  const chosen =
    row_nos === null ? sql`true` : sql`row_no IN (SELECT unnest(CAST(${row_nos.map(String)} AS BIGINT[])))`
  return session.run(sql`
    UPDATE intake.quarantine SET replayed_in = ${replayed_in}
    WHERE batch_id = ${batch_id} AND replayed_in IS NULL AND rejected_at IS NULL AND ${chosen}`)
}

/** Who turns a row down, when and why. */
export interface Rejection {
  readonly by: string
  readonly at: string
  readonly note: string
}

/** Turns a quarantined row down for good: it stays where it is, and waits no longer. Gives back whether it waited. */
export async function rejectRow(
  session: Session,
  batch_id: number,
  row_no: number,
  { by, at, note }: Rejection,
): Promise<boolean> {
  const n = await session.run(sql`
    UPDATE intake.quarantine SET rejected_at = CAST(${at} AS TIMESTAMP), rejected_by = ${by}, note = ${note}
    WHERE batch_id = ${batch_id} AND row_no = ${row_no} AND replayed_in IS NULL AND rejected_at IS NULL`)
  return n > 0
}

/** Lets a code in whose check digit is wrong, with the reason why. Gives back how many waiting rows have it. */
export async function admitCode(session: Session, uscc: string, note: string, at: string): Promise<number> {
  await session.run(sql`
    INSERT INTO intake.admitted_codes (uscc, note, admitted_at) VALUES (upper(${uscc}), ${note}, CAST(${at} AS TIMESTAMP))`)
  const [found] = await session.rows<{ n: number }>(sql`
    SELECT count(*) AS n FROM intake.quarantine WHERE replayed_in IS NULL AND rejected_at IS NULL AND column_name = 'uscc' AND upper(value) = upper(${uscc})`)
  return found?.n ?? 0
}
