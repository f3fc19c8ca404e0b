import { ident, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { type Intake, timestampOf } from './fresh.sql.ts'
import { modes } from './months.sql.ts'
import type { ClockMode } from './visible.sql.ts'

/** The table that says when a source answered of one firm, with rows or with none. */
export function firmCoverageTable(): Sql {
  return sql`
    CREATE TABLE IF NOT EXISTS themes.firm_coverage (
      dataset_id VARCHAR NOT NULL, mode VARCHAR NOT NULL, enterprise_id INTEGER NOT NULL,
      known_at TIMESTAMP NOT NULL, batch_id INTEGER NOT NULL)`
}

/** Writes that a batch is what a source answered of one firm; of a firm that nobody has told of yet there is nothing to write. */
export async function keepFirmCoverage(
  session: Session,
  dataset_id: string,
  uscc: string,
  { batch_id, known_at }: Intake,
): Promise<void> {
  for (const mode of modes)
    await session.run(sql`
      INSERT INTO themes.firm_coverage (dataset_id, mode, enterprise_id, known_at, batch_id)
      SELECT ${dataset_id}, ${mode}, enterprise_id, CAST(${timestampOf(known_at)} AS TIMESTAMP), ${batch_id}
      FROM identity.enterprises WHERE uscc = ${uscc}`)
}

/** The datasets of which a source has answered firm by firm. */
export async function datasetsPulled(session: Session): Promise<readonly string[]> {
  const rows = await session.rows<{ dataset_id: string }>(
    sql`SELECT DISTINCT dataset_id FROM themes.firm_coverage ORDER BY dataset_id`,
  )
  return rows.map(({ dataset_id }) => dataset_id)
}

/** When a source last answered of each firm by an instant, as a relation (`enterprise_id`, `known_at`). */
export function pulledBy(dataset_id: string, mode: ClockMode, as_of: Sql): Sql {
  return sql`
    SELECT enterprise_id, max(known_at) AS known_at FROM themes.firm_coverage
    WHERE dataset_id = ${literal(dataset_id)} AND mode = ${literal(mode)} AND known_at <= ${as_of}
    GROUP BY enterprise_id`
}

/** Whether a source had answered of the firm of a row of `spine` at its instant. */
export function isPulled(dataset_id: string, mode: ClockMode): Sql {
  return sql`EXISTS (
        SELECT 1 FROM themes.firm_coverage AS pulled
        WHERE pulled.dataset_id = ${literal(dataset_id)} AND pulled.mode = ${literal(mode)}
          AND pulled.enterprise_id = ${ident('spine', 'enterprise_id')} AND pulled.known_at <= ${ident('spine', 'as_of')})`
}

/** Moves what was answered of firms before an instant to that instant, for rows from before it are gone. */
export function uncoverFirms(dataset_id: string, since: Sql): Sql {
  return sql`UPDATE themes.firm_coverage SET known_at = greatest(known_at, ${since}) WHERE dataset_id = ${dataset_id}`
}
