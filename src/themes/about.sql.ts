import type { DatasetDefinition } from '#sources'
import { join, literal, sql } from '#sql'
import type { Session } from '#warehouse'
import { factsOf } from './tables.sql.ts'

/** How many facts that stand are held about an enterprise, by dataset; datasets without any are left out. */
export async function rowsAbout(
  session: Session,
  datasets: readonly DatasetDefinition[],
  enterprise_id: number,
): Promise<readonly { readonly dataset: string; readonly rows: number }[]> {
  const counts = datasets.map(
    ({ id }) => sql`
    SELECT ${literal(id)} AS dataset, count(*) AS "rows" FROM ${factsOf(id)}
    WHERE enterprise_id = ${literal(enterprise_id)} AND superseded_at IS NULL`,
  )
  return session.rows(sql`
    SELECT dataset, "rows" FROM (${join(counts, ' UNION ALL ')}) WHERE "rows" > 0 ORDER BY dataset`)
}
