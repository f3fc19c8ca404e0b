import { join, type Sql, sql } from '#sql'

/** What DuckDB writes in its own words; for another engine this one file is written again. */
export const dialect = {
  /** How many bits of an integer are set. */
  bitCount: (bits: Sql): Sql => sql`bit_count(${bits})`,
  /** An integer wide enough for any sum of others. */
  wide: (integer: Sql): Sql => sql`CAST(${integer} AS HUGEINT)`,
  /** The value of the row whose other value is greatest. */
  latest: (value: Sql, by: Sql): Sql => sql`arg_max_null(${value}, ${by})`,
  /** The middle of several numbers, or half way between the two in the middle. */
  median: (values: readonly Sql[]): Sql => sql`list_median([${join(values)}])`,
}
