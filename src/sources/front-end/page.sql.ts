import { empty, ident, join, literal, type Sql, sql } from '#sql'
import type { FrontEndEngine, FrontEndTable } from './definition.ts'

/** What a department's engine calls its types. */
const types = {
  postgresql: { text: sql`text`, integer: sql`bigint`, instant: sql`timestamp` },
  mysql: { text: sql`CHAR`, integer: sql`SIGNED`, instant: sql`DATETIME(6)` },
} as const

/** The name under which a row's watermark comes, which no column of a delivery has. */
export const watermark_name = 'its watermark'

/**
 * A page of rows behind a watermark, each value as text: so many rows, and all that share the last one's watermark, so
 * that the next page begins behind whole groups.
 */
export function pageSql(engine: FrontEndEngine, table: FrontEndTable, after: string | null): Sql {
  const { text } = types[engine]
  const [from, mark] = [ident(...table.table), ident(table.watermark.column)]
  const behind = after === null ? empty : sql`${mark} > ${markSql(engine, table, after)} AND `
  const columns = [...Object.entries(table.columns), [watermark_name, table.watermark.column] as const]
  const values = columns.map(([name, column]) => sql`CAST(${ident(column)} AS ${text}) AS ${ident(name)}`)
  return sql`
    SELECT ${join(values)}
    FROM ${from}
    WHERE ${behind}${mark} <= (
      SELECT max(page.mark)
      FROM (
        SELECT ${mark} AS mark
        FROM ${from}
        WHERE ${behind}${mark} IS NOT NULL
        ORDER BY ${mark}
        LIMIT ${literal(table.page_rows.value)}
      ) AS page
    )
    ORDER BY ${mark}`
}

/** How many rows have no watermark and would never be read. */
export function unmarkedSql({ table, watermark }: FrontEndTable): Sql {
  return sql`SELECT count(*) AS n FROM ${ident(...table)} WHERE ${ident(watermark.column)} IS NULL`
}

function markSql(engine: FrontEndEngine, { watermark }: FrontEndTable, after: string): Sql {
  return sql`CAST(${after} AS ${types[engine][watermark.type]})`
}
