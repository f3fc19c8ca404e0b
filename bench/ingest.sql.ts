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

// A code that passes its check digit.
function codeOf(enterprise: Sql): Sql {
  const body = sql`('91440300Q' || lpad(CAST(${enterprise} AS VARCHAR), 8, '0'))`
  const value = (place: number): Sql =>
    sql`(strpos(${literal(uscc_alphabet)}, substr(${body}, ${literal(place + 1)}, 1)) - 1)`
  const terms = uscc_weights.map((weight, place) => sql`${value(place)} * ${literal(weight)}`)
  return sql`${body} || substr(${literal(uscc_alphabet)}, (31 - (${join(terms, ' + ')}) % 31) % 31 + 1, 1)`
}

/**
 * Writes every month of so many enterprises, month by month; so many rows of a thousand say one more than the others
 * would. Made of one range, so that nothing is sorted and the file may be larger than memory.
 */
export function writeDelivery(file: string, enterprises: number, corrected_per_thousand: number): Sql {
  const more = sql`CAST(hash(i * 1000 + m) % 1000 < ${literal(corrected_per_thousand)} AS INTEGER)`
  const columns = counts.map(
    (name, place) =>
      sql`CAST(hash(i * 100 + m * 7 + ${literal(place)}) % 300 AS INTEGER) + ${more} AS ${ident(name)}`,
  )
  return sql`
    COPY (
      SELECT ${codeOf(sql`i`)} AS uscc, strftime(make_date(m // 12, m % 12 + 1, 1), '%Y-%m') AS stat_month, ${join(columns)}
      FROM (
        SELECT n // ${literal(enterprises)} + ${literal(first_month)} AS m, n % ${literal(enterprises)} AS i
        FROM range(${literal(enterprises * delivered_months)}) AS places(n))
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
