import { uscc_alphabet, uscc_weights } from '#kernel'
import { ident, join, literal, type Sql, sql } from '#sql'

/** How many months each enterprise of a delivery has. */
export const delivered_months = 25

const first_month = 2024 * 12
const counts = [
  'pension_n',
  'medical_n',
  'unemployment_n',
  'injury_n',
  'injury_only_n',
  'maternity_n',
  'insured_n',
  'insured_full5_n',
]

/** Makes the codes of so many enterprises; each passes its check digit. */
export function makeCodes(enterprises: number): Sql {
  const value = (place: number): Sql =>
    sql`(strpos(${literal(uscc_alphabet)}, substr(body, ${literal(place + 1)}, 1)) - 1)`
  const terms = uscc_weights.map((weight, place) => sql`${value(place)} * ${literal(weight)}`)
  return sql`
    CREATE TEMP TABLE bench_codes AS
    SELECT i, body || substr(${literal(uscc_alphabet)}, (31 - (${join(terms, ' + ')}) % 31) % 31 + 1, 1) AS uscc
    FROM (SELECT i, '91440300Q' || lpad(CAST(i AS VARCHAR), 8, '0') AS body FROM range(${literal(enterprises)}) AS firms(i))
    ORDER BY i`
}

/** Writes every month of every code, month by month; so many rows of a thousand say one more than the others would. */
export function writeDelivery(file: string, corrected_per_thousand: number): Sql {
  const more = sql`CAST(hash(i * 1000 + m) % 1000 < ${literal(corrected_per_thousand)} AS INTEGER)`
  const columns = counts.map(
    (name, place) =>
      sql`CAST(hash(i * 100 + m * 7 + ${literal(place)}) % 300 AS INTEGER) + ${more} AS ${ident(name)}`,
  )
  return sql`
    COPY (
      SELECT uscc, strftime(make_date(m // 12, m % 12 + 1, 1), '%Y-%m') AS stat_month, ${join(columns)}
      FROM range(${literal(first_month)}, ${literal(first_month + delivered_months)}) AS months(m), bench_codes
      ORDER BY m, i
    ) TO ${literal(file)} (FORMAT csv, HEADER)`
}

/** DuckDB's own typed read of a delivery into a bare table: the limit. */
export function readBare(file: string): Sql {
  const columns = counts.map((name) => sql`${literal(name)}: 'BIGINT'`)
  return sql`
    CREATE TABLE bare AS
    FROM read_csv(${literal(file)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
      columns = {'uscc': 'VARCHAR', 'stat_month': 'VARCHAR', ${join(columns)}})`
}

/** How many facts of a delivery do not name their own row of its file: rows that were read out of their order. */
export function countMisplaced(enterprises: number): Sql {
  return sql`
    SELECT count(*) AS n FROM facts.ss_headcount_monthly
    WHERE row_no <> (stat_month - ${literal(first_month)}) * ${literal(enterprises)} + enterprise_id`
}
