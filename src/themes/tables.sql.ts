import type { DatasetDefinition, DatasetField } from '#sources'
import { empty, ident, join, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { annotationsTable } from './annotations.sql.ts'
import { firmCoverageTable } from './firm-coverage.sql.ts'
import { purgeTables } from './purge.sql.ts'
import { correctionsTable } from './quality/corrections.sql.ts'

/** The table of a dataset's facts. */
export function factsOf(dataset_id: string): Sql {
  return ident('facts', dataset_id)
}

/**
 * The table of a dataset's confirmations: rows that said again, later, what was known already, and some that are a
 * version of their own. They change no answer, but where a version turns up that was known in between, the value that
 * was confirmed after it stands again.
 */
export function confirmationsOf(dataset_id: string): Sql {
  return ident('confirmations', dataset_id)
}

/** The columns of a confirmation as its writers give them: the fields of the grain in the grain's own order. */
export function confirmationColumns({ grain }: DatasetDefinition): Sql {
  const clocks = ['known_at', 'intake_at', 'marks', 'batch_id', 'row_no']
  return sql`(${join(['enterprise_id', ...grain, ...clocks].map((name) => ident(name)))})`
}

/** The type of a field's column; both engines know it. */
export function columnType(type: DatasetField['type']): Sql {
  switch (type) {
    case 'string':
    case 'enum':
    case 'json':
      return sql`VARCHAR`
    case 'day':
      return sql`DATE`
    case 'month':
      return sql`INTEGER`
    case 'integer':
      return sql`BIGINT`
    case 'money':
      return sql`DECIMAL(18,2)`
    case 'decimal':
      return sql`DECIMAL(18,6)`
    case 'boolean':
      return sql`BOOLEAN`
  }
}

/**
 * Makes whatever is missing of the tables of facts and of what is known about them:
 *
 * `facts.<dataset>`: `enterprise_id`, the fields of the definition, for periods `period_month` (their last month)
 * and `period_span` (how many months), the published clock `known_at, superseded_at`, ours `intake_at, closed_at`,
 * `is_tombstone` (a revocation: superseded at its own instant, so never visible), `marks` (bits), `batch_id`, `row_no`.
 *
 * `themes.openings`: when a month of a dataset was open, by mode; `themes.completions`: from when its delivery was
 * known to be complete; `themes.coverage`: from when the dataset was loaded at all; `themes.firm_coverage`: when a source
 * answered of one firm, which is covered from then on though others are not.
 */
export async function ensureThemes(session: Session, datasets: readonly DatasetDefinition[]): Promise<void> {
  await session.run(sql`CREATE SCHEMA IF NOT EXISTS facts`)
  await session.run(sql`CREATE SCHEMA IF NOT EXISTS themes`)
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS themes.openings (
      dataset_id VARCHAR NOT NULL, mode VARCHAR NOT NULL, month INTEGER NOT NULL,
      opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP)`)
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS themes.completions (
      dataset_id VARCHAR NOT NULL, mode VARCHAR NOT NULL, month INTEGER NOT NULL, known_at TIMESTAMP NOT NULL)`)
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS themes.coverage (
      dataset_id VARCHAR NOT NULL, mode VARCHAR NOT NULL, known_at TIMESTAMP NOT NULL)`)
  await session.run(firmCoverageTable())
  await session.run(annotationsTable())
  await session.run(correctionsTable())
  for (const table of purgeTables()) await session.run(table)
  await session.run(sql`CREATE SCHEMA IF NOT EXISTS confirmations`)
  const made = await datasetsMade(session)
  for (const dataset of datasets) {
    if (made.has(dataset.id)) continue
    await session.run(factsTable(dataset))
    await session.run(confirmationsTable(dataset))
  }
}

/** The ids of the datasets that have all their tables: asking once is cheaper than making each anew. */
async function datasetsMade(session: Session): Promise<ReadonlySet<string>> {
  // Confirmations are made second: where they stand, a start that was killed has made the facts too.
  const rows = await session.rows<{ id: string }>(sql`
    SELECT table_name AS id
    FROM information_schema.tables
    WHERE table_catalog = current_database() AND table_schema = 'confirmations'
    ORDER BY table_name`)
  return new Set(rows.map(({ id }) => id))
}

function confirmationsTable(dataset: DatasetDefinition): Sql {
  const grain = dataset.fields
    .filter(({ id }) => dataset.grain.includes(id))
    .map((field) => sql`${ident(field.id)} ${columnType(field.type)},`)
  return sql`
    CREATE TABLE IF NOT EXISTS ${confirmationsOf(dataset.id)} (
      enterprise_id INTEGER NOT NULL, ${join(grain, ' ')}
      known_at TIMESTAMP NOT NULL, intake_at TIMESTAMP NOT NULL, marks INTEGER NOT NULL,
      batch_id INTEGER NOT NULL, row_no BIGINT NOT NULL)`
}

function factsTable(dataset: DatasetDefinition): Sql {
  const fields = dataset.fields.map((field) => sql`${ident(field.id)} ${columnType(field.type)},`)
  const period =
    dataset.month !== undefined && 'from' in dataset.month
      ? sql`period_month INTEGER NOT NULL, period_span INTEGER NOT NULL,`
      : empty
  return sql`
    CREATE TABLE IF NOT EXISTS ${factsOf(dataset.id)} (
      enterprise_id INTEGER NOT NULL, ${join(fields, ' ')} ${period}
      known_at TIMESTAMP NOT NULL, superseded_at TIMESTAMP,
      intake_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
      is_tombstone BOOLEAN NOT NULL, marks INTEGER NOT NULL, batch_id INTEGER NOT NULL, row_no BIGINT NOT NULL)`
}
