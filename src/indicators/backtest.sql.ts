import { ident, join, literal, type Sql, sql } from '#sql'
import { type ClockMode, clockColumns, fact_marks, factsOf } from '#themes'
import { fileFormat } from './compute.sql.ts'
import type { PlannedDataset } from './plan/plan.ts'
import { spine_tables } from './spine.sql.ts'

/** Keeps what a compiled statement says of each pair. */
export function keepAnswers(statement: Sql): Sql {
  return sql`CREATE OR REPLACE TEMP TABLE backtest_answers AS ${statement}`
}

/** The lines as they came, in their order, a column an indicator beside them, into a file. */
export function writeAnswers(columns: readonly string[], ids: readonly string[], file: string): Sql {
  const lines = columns.map((name) => ident('line', name))
  const values = ids.map((id) => ident('answer', id))
  return sql`COPY (
    SELECT ${join([...lines, ...values])}
    FROM ${spine_tables.lines} AS line
    JOIN ${spine_tables.answers} AS answer ON answer.spine_no = line.rowid
    ORDER BY line.rowid
  ) TO ${literal(file)} (${fileFormat(file)})`
}

/** What share of the cells is null and what share without coverage, and of the lines what share found any record. */
export function shares(ids: readonly string[], recorded: readonly string[]): Sql {
  const flags = (names: readonly string[]) => names.map((id) => ident(`${id}_flag`))
  const total = (conditions: readonly Sql[]) =>
    join(
      conditions.map((each) => sql`count(*) FILTER (WHERE ${each})`),
      ' + ',
    )
  const found = flags(recorded).map((flag) => sql`${flag} NOT IN ('NO_RECORD', 'NO_COVERAGE')`)
  const cells = literal(Math.max(1, ids.length))
  return sql`
    SELECT count(*) AS rows,
      (${total(ids.map((id) => sql`${ident(id)} IS NULL`))}) / NULLIF(CAST(count(*) * ${cells} AS DOUBLE PRECISION), 0) AS missing_share,
      (${total(flags(ids).map((flag) => sql`${flag} = 'NO_COVERAGE'`))}) / NULLIF(CAST(count(*) * ${cells} AS DOUBLE PRECISION), 0) AS no_coverage_share,
      count(*) FILTER (WHERE ${found.length === 0 ? sql`TRUE` : join(found, ' OR ')}) / NULLIF(CAST(count(*) AS DOUBLE PRECISION), 0) AS hit_share
    FROM ${spine_tables.answers}`
}

/**
 * Of the months that the firms of the spine had in one dataset when last asked: how many rows, how many of them
 * carry an assumed date, and how many were never corrected as far as we can tell.
 */
export function versionCounts({ dataset }: PlannedDataset, mode: ClockMode): Sql {
  const { from } = clockColumns(mode)
  const month =
    dataset.month !== undefined && 'of' in dataset.month
      ? ident(dataset.month.of)
      : sql`period_month * 4 + period_span`
  const asked = sql`SELECT enterprise_id, max(as_of) AS as_of FROM ${spine_tables.pairs} GROUP BY enterprise_id`
  return sql`
    SELECT CAST(COALESCE(sum(versions), 0) AS BIGINT) AS versions, CAST(COALESCE(sum(assumed), 0) AS BIGINT) AS assumed,
      count(*) AS months, count(*) FILTER (WHERE versions = 1) AS single
    FROM (
      SELECT fact.enterprise_id, ${month} AS month, count(*) AS versions,
        count(*) FILTER (WHERE fact.marks & ${literal(fact_marks.ASSUMED_DATE)} <> 0) AS assumed
      FROM ${factsOf(dataset.id)} AS fact JOIN (${asked}) AS asked ON asked.enterprise_id = fact.enterprise_id
      WHERE ${from} <= asked.as_of
      GROUP BY 1, 2
    ) AS months`
}
