import { ident, join, literal, type Sql, sql } from '#sql'

/** The hundredths of a group that are told. */
export const hundredths = [10, 25, 50, 75, 90] as const

/** What `benchmark_told` holds of one indicator: of all, by size, by industry and by both, where there are enough firms. */
export function groupsTold(id: string, least_n: number): Sql {
  const points = join(hundredths.map((hundredth) => literal(hundredth / 100)))
  return sql`
    SELECT industry_group, size_group, CAST(firms_n AS INTEGER) AS firms_n,
      ${join(hundredths.map((hundredth, at) => sql`reached[${literal(at + 1)}] AS ${ident(`p${hundredth}`)}`))}
    FROM (
      SELECT industry_group, size_group, count(*) AS firms_n, quantile_disc(value, [${points}]) AS reached
      FROM (
        SELECT industry_group, size_group, CAST(${ident(id)} AS DOUBLE) AS value
        FROM benchmark_told WHERE ${ident(id)} IS NOT NULL
      ) AS told
      GROUP BY GROUPING SETS ((), (size_group), (industry_group), (industry_group, size_group))
    ) AS groups
    WHERE firms_n >= ${literal(least_n)}
    ORDER BY industry_group NULLS FIRST, size_group NULLS FIRST`
}
