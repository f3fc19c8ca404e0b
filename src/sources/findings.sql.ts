import { sql } from '#sql'
import type { Session } from '#warehouse'

/** What was looked at when a batch had come in. What its dataset does not declare is not looked at, and null or empty. */
export interface BatchFindings {
  /** Rows that contradict themselves by their dataset's own rule. */
  readonly inconsistent: number | null
  /** Rows that another dataset of the same firm and month says otherwise, of those that both say. */
  readonly across: readonly AcrossFinding[]
  /** The months whose delivery it completes, and of how many of the registered firms in business it has rows. */
  readonly completeness: readonly CompletenessFinding[]
  /** The months that came after the day that their source promised. */
  readonly late: readonly LateFinding[]
  /** How many rows differ from another source, and how many of them wait for a person. */
  readonly conflicts: { readonly rows: number; readonly held: number }
}

/** Rows of `dataset` whose `field` ought to equal the field `equals` of `with_dataset`. */
export interface AcrossFinding {
  readonly dataset: string
  readonly field: string
  readonly with_dataset: string
  readonly equals: string
  readonly compared: number
  readonly differing: number
}

export interface CompletenessFinding {
  readonly month: number
  readonly firms: number
  readonly registered: number
  /** The share that is expected at least. */
  readonly least: number
  readonly is_short: boolean
}

export interface LateFinding {
  readonly month: number
  readonly promised_on: string
  readonly late_days: number
}

/** Makes the table of what was found where it is missing: `intake.findings`, a row for each batch as JSON. */
export async function ensureFindings(session: Session): Promise<void> {
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS intake.findings (batch_id INTEGER NOT NULL, findings VARCHAR NOT NULL)`)
}

/** Writes what was found when a batch had come in. */
export async function keepFindings(
  session: Session,
  batch_id: number,
  findings: BatchFindings,
): Promise<void> {
  await session.run(sql`
    INSERT INTO intake.findings (batch_id, findings) VALUES (${batch_id}, ${JSON.stringify(findings)})`)
}

/** What was found when a batch had come in; null where nothing came in, or it was loaded before anything was kept. */
export async function findingsOf(session: Session, batch_id: number): Promise<BatchFindings | null> {
  const [row] = await session.rows<{ findings: string }>(sql`
    SELECT findings FROM intake.findings WHERE batch_id = ${batch_id}`)
  return row === undefined ? null : JSON.parse(row.findings)
}
