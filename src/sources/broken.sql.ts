import { ident, join, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import type { DatasetDefinition } from './definition.ts'
import type { Survey } from './locate.ts'

const reasons: Readonly<Record<string, string>> = {
  'MISSING COLUMNS': 'columns_missing',
  'TOO MANY COLUMNS': 'columns_extra',
  'INVALID ENCODING': 'encoding_damage',
  'UNQUOTED VALUE': 'quote_invalid',
  'LINE SIZE OVER MAXIMUM': 'line_too_long',
}

// One line can be wrong in several columns. Windows' line end before a line counts to it here.
const lines = sql`(
  SELECT CAST(line_byte_position AS BIGINT) - 1 AS byte, CAST(min(error_type) AS VARCHAR) AS error_type,
    ltrim(min(csv_line), chr(13) || chr(10)) AS text
  FROM reject_errors GROUP BY line_byte_position)`

/** The bytes at which the lines begin that DuckDB could not make rows of, in the order of the file staged last. */
export async function brokenBytes(session: Session): Promise<readonly number[]> {
  if (!(await hasRejects(session))) return []
  const rows = await session.rows<{ byte: number }>(sql`SELECT byte FROM ${lines} ORDER BY byte`)
  return rows.map(({ byte }) => byte)
}

/** Whether one of the broken lines is no text in the encoding in which it was read. */
export async function hasUndecoded(session: Session): Promise<boolean> {
  if (!(await hasRejects(session))) return false
  const rows = await session.rows(
    sql`SELECT 1 FROM reject_errors WHERE CAST(error_type AS VARCHAR) = 'INVALID ENCODING' LIMIT 1`,
  )
  return rows.length > 0
}

/** The byte at which a record begins whose quote never closes; null where every quote closes. */
export async function openQuote(session: Session): Promise<number | null> {
  if (!(await hasRejects(session))) return null
  const [open] = await session.rows<{ byte: number | null }>(sql`
    SELECT min(byte) AS byte FROM ${lines}
    WHERE error_type = 'UNQUOTED VALUE' AND (length(text) - length(replace(text, '"', ''))) % 2 = 1`)
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
    const found = await session.rows(
      sql`SELECT 1 FROM staged WHERE strlen(${text}) <> length(${text}) LIMIT 1`,
    )
    if (found.length > 0) return false
  }
  return true
}

/**
 * Writes where broken lines and shifted ones stand into the temporary tables `broken` and `breaks`, and how many broken
 * lines stand before a staged row into `skips` and, where there are any, into the column `skipped` of `staged`. The record of a broken line is its text under `""` and its cells as far
 * as they can be told, so that one of them can be mended.
 */
export async function keepBroken(
  session: Session,
  columns: readonly string[],
  bytes: readonly number[],
  survey: Survey,
): Promise<void> {
  await session.run(sql`
    CREATE OR REPLACE TEMP TABLE breaks AS
    SELECT ${listed(survey.breaks.map(({ record }) => record))} AS record, ${listed(survey.breaks.map(({ extra }) => extra))} AS extra`)
  await session.run(sql`
    CREATE OR REPLACE TEMP TABLE broken (record BIGINT, reason VARCHAR, text VARCHAR, content VARCHAR)`)
  if (bytes.length > 0) await session.run(brokenRows(columns, bytes, survey))
  await session.run(sql`
    CREATE OR REPLACE TEMP TABLE skips AS
    SELECT before, max(n) AS n
    FROM (SELECT record - row_number() OVER line + 1 AS before, row_number() OVER line AS n FROM broken WINDOW line AS (ORDER BY record))
    GROUP BY before`)
  if (bytes.length > 0) await numberRecords(session)
}

// Here and not where the rows are merged: in a transaction, the rows of a table it made have no numbers from 0 on.
async function numberRecords(session: Session): Promise<void> {
  await session.run(sql`
    CREATE OR REPLACE TEMP TABLE staged AS
    SELECT s.* EXCLUDE (place), coalesce(k.n, 0) AS skipped
    FROM (SELECT *, CAST(rowid AS BIGINT) AS place FROM staged) s ASOF LEFT JOIN skips k ON s.place >= k.before
    ORDER BY s.place`)
}

function brokenRows(columns: readonly string[], bytes: readonly number[], survey: Survey): Sql {
  return sql`
    INSERT INTO broken
    SELECT place.record, ${reasonSql()}, text, ${contentSql(columns)}
    FROM (SELECT ${listed(bytes)} AS byte, ${listed(survey.records)} AS record) AS place
    JOIN (SELECT byte, error_type, ${kept}, ${cells} AS cells FROM ${lines}) AS line ON line.byte = place.byte
    ORDER BY place.record`
}

// A line over DuckDB's own limit has 16 MB, which nobody mends.
const kept = sql`left(text, 1048576) AS text`

const cells = sql`list_transform(regexp_extract_all(left(text, 1048576), '(^|,)("([^"]|"")*"|[^,]*)'),
  lambda part: replace(regexp_replace(regexp_replace(part, '^,', ''), '^"(.*)"$', '\\1', 's'), '""', '"'))`

// As text, for a list of a hundred thousand parameters is many times slower than its text.
function listed(numbers: readonly number[]): Sql {
  return sql`unnest(CAST(${`[${numbers.join(',')}]`} AS BIGINT[]))`
}

function reasonSql(): Sql {
  const cases = Object.entries(reasons).map(
    ([type, reason]) => sql`WHEN ${literal(type)} THEN ${literal(reason)}`,
  )
  return sql`CASE error_type ${join(cases, ' ')} ELSE 'line_invalid' END`
}

function contentSql(columns: readonly string[]): Sql {
  const members = columns.map((column, index) => sql`, ${literal(column)}, cells[${literal(index + 1)}]`)
  return sql`CAST(json_object('', text${join(members, '')}) AS VARCHAR)`
}

// Asked of the table itself: to look through the names of all tables took three milliseconds each time.
async function hasRejects(session: Session): Promise<boolean> {
  try {
    await session.rows(sql`SELECT 1 FROM reject_errors LIMIT 1`)
    return true
  } catch (cause) {
    if (/reject_errors does not exist/.test(String(cause))) return false
    throw cause
  }
}
