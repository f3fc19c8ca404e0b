import type { Instant } from '#kernel'
import { ident, join, literal, type Sql, sql } from '#sql'
import { type ClockMode, factsOf, visibleAt } from '#themes'
import type { CheckedSymbol } from './check/row.ts'
import { benchmarks_table } from './compile/peers.ts'
import { rowSql } from './compile/row.ts'

/** Makes whatever is missing of the table of peers, in the order in which its statements run. */
export const make_benchmarks: readonly Sql[] = [
  sql`CREATE SCHEMA IF NOT EXISTS indicators`,
  sql`
    CREATE TABLE IF NOT EXISTS ${benchmarks_table} (
      drawn_mode VARCHAR NOT NULL, drawn_at TIMESTAMP NOT NULL, indicator_id VARCHAR NOT NULL,
      industry_group VARCHAR NOT NULL, size_group INTEGER NOT NULL, firms_n BIGINT NOT NULL,
      hundredth INTEGER NOT NULL, reached DOUBLE NOT NULL)`,
]

/** When the latest picture was drawn, if any. */
export function lastDrawn(mode: ClockMode): Sql {
  return sql`SELECT max(drawn_at) AS drawn_at FROM ${benchmarks_table} WHERE drawn_mode = ${literal(mode)}`
}

/** Forgets the picture of an instant. */
export function forgetBenchmarks(mode: ClockMode, at: Instant): Sql {
  return sql`DELETE FROM ${benchmarks_table}
    WHERE drawn_mode = ${literal(mode)} AND drawn_at = CAST(${literal(at)} AS TIMESTAMP)`
}

/** Keeps what every enterprise is told at an instant, so that several indicators are drawn from it. */
export function keepTold(statement: Sql, ids: readonly string[], size: string, industries: Sql): Sql {
  return sql`
    CREATE OR REPLACE TEMP TABLE benchmark_told AS
    SELECT industry.industry_group, CAST(told.${ident(size)} AS INTEGER) AS size_group,
      ${join(ids.map((id) => sql`told.${ident(id)}`))}
    FROM (${statement}) AS told
    JOIN identity.enterprises AS enterprise ON enterprise.uscc = told.uscc
    JOIN (${industries}) AS industry ON industry.enterprise_id = enterprise.enterprise_id
    WHERE told.${ident(size)} IS NOT NULL AND industry.industry_group IS NOT NULL`
}

/** The industry of each enterprise that says one, by the row formula of its symbol. */
export function industriesAt({ dataset, row }: CheckedSymbol, mode: ClockMode, at: Instant): Sql {
  const as_of = sql`CAST(${literal(at)} AS TIMESTAMP)`
  return sql`
    SELECT fact.enterprise_id, ${rowSql(row, sql`CAST(${as_of} AS DATE)`)} AS industry_group
    FROM ${factsOf(dataset.id)} AS fact WHERE ${visibleAt(mode, as_of)}`
}

/** Draws one indicator's groups: what every hundredth of each reaches. */
export function drawBenchmark(id: string, mode: ClockMode, at: Instant): Sql {
  return sql`
    INSERT INTO ${benchmarks_table}
    SELECT ${literal(mode)}, CAST(${literal(at)} AS TIMESTAMP), ${literal(id)}, industry_group, size_group, firms_n,
      unnest(range(101)), unnest(hundredths)
    FROM (
      SELECT industry_group, size_group, count(*) AS firms_n,
        quantile_disc(${ident(id)}, [hundredth / 100.0 FOR hundredth IN range(101)]) AS hundredths
      FROM benchmark_told WHERE ${ident(id)} IS NOT NULL GROUP BY industry_group, size_group
    ) AS groups`
}

/** Removes what was kept to draw from. */
export const forget_told: Sql = sql`DROP TABLE IF EXISTS temp.benchmark_told`
