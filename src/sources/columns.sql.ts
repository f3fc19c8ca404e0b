import { literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { refuseMany } from './header.ts'
import { jsonLines } from './read.sql.ts'
import { refuse } from './refusals.ts'
import type { IntakeRules } from './rules.ts'

/** The columns of the Parquet file at `path`. Refuses under the name `file` one with too many columns or rows. */
export async function parquetColumns(
  session: Session,
  file: string,
  path: string,
  rules: IntakeRules,
): Promise<readonly string[]> {
  const relation: Sql = sql`read_parquet(${literal(path)})`
  const [said] = await session.rows<{ num_rows: number }>(sql`
    SELECT CAST(num_rows AS DOUBLE) AS num_rows FROM parquet_file_metadata(${literal(path)})`)
  // Runs of one value cost a file nothing: it can say more rows than any disk holds.
  if ((said?.num_rows ?? 0) > rules.parquet_rows.value)
    throw refuse('rows_too_many', { file, rows: rules.parquet_rows.value })
  const rows = await session.rows<{ column_name: string }>(sql`DESCRIBE SELECT * FROM ${relation}`)
  refuseMany(file, rows.length, rules)
  return rows.map(({ column_name }) => column_name)
}

/** The members that the lines of a file of JSON lines have, first those of the first line. Refuses too many. */
export async function jsonColumns(
  session: Session,
  file: string,
  path: string,
  rules: IntakeRules,
): Promise<readonly string[]> {
  const rows = await session.rows<{ name: string }>(sql`
    SELECT name FROM (
      SELECT unnest(json_keys(json_line)) AS name, row_number() OVER () AS place FROM ${jsonLines(path)})
    GROUP BY name ORDER BY min(place), name
    LIMIT ${literal(rules.columns.value + 1)}`)
  refuseMany(file, rows.length, rules)
  return rows.map(({ name }) => name)
}
