import { literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { jsonLines } from './read.sql.ts'

/** The columns of a Parquet file. */
export async function parquetColumns(session: Session, file: string): Promise<readonly string[]> {
  const relation: Sql = sql`read_parquet(${literal(file)})`
  const rows = await session.rows<{ column_name: string }>(sql`DESCRIBE SELECT * FROM ${relation}`)
  return rows.map(({ column_name }) => column_name)
}

/** The members that the lines of a file of JSON lines have, first those of the first line. */
export async function jsonColumns(session: Session, file: string): Promise<readonly string[]> {
  const rows = await session.rows<{ name: string }>(sql`
    SELECT name FROM (
      SELECT unnest(json_keys(json_line)) AS name, row_number() OVER () AS place FROM ${jsonLines(file)})
    GROUP BY name ORDER BY min(place), name`)
  return rows.map(({ name }) => name)
}
