import { literal, type Sql, sql } from '#sql'

/** A spine of random firms on random days of half a year, as a bank would send it, into a file. */
export function randomSpine(pairs: number, firms: number, file: string): Sql {
  return sql`COPY (
    SELECT enterprise.uscc, DATE '2026-01-01' + CAST(hash(n) % 180 AS INTEGER) AS as_of, n % 2 AS label
    FROM range(${literal(pairs)}) AS pairs(n)
    JOIN identity.enterprises AS enterprise ON enterprise.enterprise_id = 1 + hash(n * 7 + 1) % ${literal(firms)}
    ORDER BY n
  ) TO ${literal(file)} (FORMAT csv, HEADER)`
}

/** The same spine against one table, written by hand: what was known of headcount at each pair's day. */
export function spineLimit(file: string, aggregates: number): Sql {
  const months = Array.from({ length: aggregates }, (_, at) => literal(at))
  const sums = months.reduce<Sql>(
    (whole, back) => sql`${whole}, sum(insured_n) FILTER (WHERE spine.month - fact.stat_month = ${back})`,
    sql``,
  )
  return sql`SELECT spine.n${sums}
    FROM (
      SELECT row_number() OVER () AS n, line.*, enterprise.enterprise_id,
        CAST(year(line.as_of) * 12 + month(line.as_of) - 2 AS INTEGER) AS month
      FROM read_csv(${literal(file)}) AS line JOIN identity.enterprises AS enterprise ON enterprise.uscc = line.uscc
    ) AS spine
    JOIN facts.ss_headcount_monthly AS fact ON fact.enterprise_id = spine.enterprise_id
      AND fact.known_at <= spine.as_of AND (fact.superseded_at IS NULL OR fact.superseded_at > spine.as_of)
    GROUP BY spine.n`
}
