import { type Month, monthText } from '#kernel'
import type { DatasetDefinition } from '#sources'
import { ident, join, literal, sql } from '#sql'
import type { Session } from '#warehouse'
import { factsOf } from './tables.sql.ts'

/** The fields of one version as texts, as a delivery would write them; null where there is none of it any more. */
export async function versionOf(
  session: Session,
  dataset: DatasetDefinition,
  { batch_id, row_no }: { readonly batch_id: number; readonly row_no: number },
): Promise<Readonly<Record<string, string | null>> | null> {
  const cells = dataset.fields.map(({ id }) => sql`CAST(${ident(id)} AS VARCHAR) AS ${ident(id)}`)
  const [row] = await session.rows<Record<string, string | null>>(sql`
    SELECT ${join(cells)} FROM ${factsOf(dataset.id)}
    WHERE batch_id = ${literal(batch_id)} AND row_no = ${literal(row_no)} AND NOT is_tombstone LIMIT 1`)
  if (row === undefined) return null
  const months = dataset.fields.filter(({ type }) => type === 'month')
  const texts = months.map(({ id }) => {
    const count = row[id]
    return [id, typeof count === 'string' ? monthText(Number(count) as Month) : null] // of a month column
  })
  return { ...row, ...Object.fromEntries(texts) }
}
