import { ident, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import type { DatasetDefinition } from './definition.ts'
import { cellsOfLine } from './header.ts'
import type { Survey } from './locate.ts'
import { jsonLines } from './read.sql.ts'

/** A line that DuckDB could not make a row of. */
export interface BrokenLine {
  readonly byte: number
  readonly error_type: string
  readonly text: string
}

const reasons: Readonly<Record<string, string>> = {
  'MISSING COLUMNS': 'columns_missing',
  'TOO MANY COLUMNS': 'columns_extra',
  'INVALID ENCODING': 'encoding_damage',
  'UNQUOTED VALUE': 'quote_invalid',
  'LINE SIZE OVER MAXIMUM': 'line_too_long',
}

/** The broken lines of the file that was staged last, in its order, one a line. */
export async function cameBroken(session: Session): Promise<readonly BrokenLine[]> {
  if (!(await hasRejects(session))) return []
  return session.rows<BrokenLine>(sql`
    SELECT byte, min(error_type) AS error_type, min(text) AS text
    FROM (
      SELECT CAST(line_byte_position AS BIGINT) - 1 AS byte, error_type, csv_line AS text FROM reject_errors)
    GROUP BY byte ORDER BY byte`)
}

/** The byte at which a record begins whose quote never closes; null where every quote closes. */
export async function openQuote(session: Session): Promise<number | null> {
  const broken = await cameBroken(session)
  const open = broken.find(
    ({ error_type, text }) => error_type === 'UNQUOTED VALUE' && (text.match(/"/g) ?? []).length % 2 === 1,
  )
  return open?.byte ?? null
}

/** Drops what the last reading rejected, so that the next one's rejects stand alone. */
export async function forgetBroken(session: Session): Promise<void> {
  await session.run(sql`DROP TABLE IF EXISTS reject_errors`)
  await session.run(sql`DROP TABLE IF EXISTS reject_scans`)
}

/** How many rows of the file could be read. */
export async function stagedCount(session: Session): Promise<number> {
  const [count] = await session.rows<{ n: number }>(sql`SELECT count(*) AS n FROM staged`)
  return count?.n ?? 0
}

/** How many staged rows are at fault. */
export async function faultyCount(session: Session): Promise<number> {
  const [count] = await session.rows<{ n: number }>(
    sql`SELECT count(*) AS n FROM staged WHERE fault IS NOT NULL`,
  )
  return count?.n ?? 0
}

/** Whether no text of the staged rows has a character beyond ASCII. */
export async function hasPlainText(session: Session, dataset: DatasetDefinition): Promise<boolean> {
  const texts = dataset.fields.filter(({ type }) => type === 'string').map(({ id }) => ident(id))
  for (const text of texts) {
    const [found] = await session.rows<{ n: number }>(sql`
      SELECT count(*) AS n FROM staged WHERE strlen(${text}) <> length(${text})`)
    if ((found?.n ?? 0) > 0) return false
  }
  return true
}

/**
 * Writes where broken lines and shifted ones stand into the temporary tables `broken` and `breaks`. The record of a
 * broken line is its text under `""` and its cells as far as they can be told, so that one of them can be mended.
 */
export async function keepBroken(
  session: Session,
  columns: readonly string[],
  broken: readonly BrokenLine[],
  survey: Survey,
): Promise<void> {
  await session.run(sql`
    CREATE OR REPLACE TEMP TABLE broken (record BIGINT, reason VARCHAR, text VARCHAR, content VARCHAR)`)
  await session.run(sql`
    CREATE OR REPLACE TEMP TABLE breaks (record BIGINT, extra BIGINT)`)
  for (const [index, { error_type, text }] of broken.entries()) {
    const line = text.replace(/^[\r\n]+/, '').slice(0, kept_characters)
    await session.run(sql`INSERT INTO broken VALUES (${survey.records[index] ?? 0}, ${reasons[error_type] ?? 'line_invalid'},
      ${line}, ${recordOf(columns, line)})`)
  }
  for (const { record, extra } of survey.breaks)
    await session.run(sql`INSERT INTO breaks VALUES (${record}, ${extra})`)
}

// A line over DuckDB's own limit has 16 MB, which nobody mends.
const kept_characters = 1 << 20

function recordOf(columns: readonly string[], line: string): string {
  const cells = cellsOfLine(line)
  return JSON.stringify(
    Object.fromEntries([['', line], ...columns.map((column, index) => [column, cells[index] ?? null])]),
  )
}

/** The columns of a Parquet file. */
export async function parquetColumns(session: Session, file: string): Promise<readonly string[]> {
  return namesOf(session, sql`read_parquet(${literal(file)})`)
}

/** The members that the lines of a file of JSON lines have, in the order in which they first appear. */
export async function jsonColumns(session: Session, file: string): Promise<readonly string[]> {
  const rows = await session.rows<{ name: string }>(sql`
    SELECT name FROM (
      SELECT unnest(json_keys(json_line)) AS name, row_number() OVER () AS place FROM ${jsonLines(file)})
    GROUP BY name ORDER BY min(place), name`)
  return rows.map(({ name }) => name)
}

async function namesOf(session: Session, relation: Sql): Promise<readonly string[]> {
  const rows = await session.rows<{ column_name: string }>(sql`DESCRIBE SELECT * FROM ${relation}`)
  return rows.map(({ column_name }) => column_name)
}

async function hasRejects(session: Session): Promise<boolean> {
  const rows = await session.rows(sql`SELECT 1 FROM duckdb_tables() WHERE table_name = 'reject_errors'`)
  return rows.length > 0
}
