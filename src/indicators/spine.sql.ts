import { uscc_alphabet, uscc_weights } from '#kernel'
import { ident, join, literal, type Sql, sql } from '#sql'
import type { ClockMode } from '#themes'
import { clockColumns, clocksSql } from './compile/clocks.ts'
import type { IndicatorPlan } from './plan/plan.ts'

/** The tables of one backtest, which its session alone sees. */
export const spine_tables = {
  lines: ident('temp', 'backtest_lines'),
  asked: ident('temp', 'backtest_asked'),
  pairs: ident('temp', 'backtest_pairs'),
  answers: ident('temp', 'backtest_answers'),
} as const

/** The lines of a spine file as they stand, every field a text; `rowid` is their order. */
export function readLines(file: string): Sql {
  return sql`CREATE OR REPLACE TEMP TABLE backtest_lines AS
    SELECT * FROM read_csv(${literal(file)}, header = true, delim = ',', quote = '"', escape = '"', all_varchar = true)`
}

/** The columns of the spine file, in their order. */
export function lineColumns(): Sql {
  return sql`SELECT column_name AS name FROM (DESCRIBE ${spine_tables.lines})`
}

/** The lines as codes and instants: each with its number, its code in capitals, and null where it is no instant. */
export function askedLines(): Sql {
  return sql`CREATE OR REPLACE TEMP TABLE backtest_asked AS
    SELECT rowid AS spine_no, upper(trim(uscc)) AS uscc, as_of AS as_of_text, ${instantOf(sql`as_of`)} AS as_of
    FROM ${spine_tables.lines}`
}

/** The first line whose instant cannot be read. */
export function firstBadInstant(): Sql {
  return sql`SELECT spine_no, as_of_text FROM ${spine_tables.asked} WHERE as_of IS NULL ORDER BY spine_no LIMIT 1`
}

/** The first line whose code is none that could be issued and none that is known. */
export function firstBadCode(): Sql {
  return sql`
    SELECT spine_no, asked.uscc FROM ${spine_tables.asked} AS asked
    WHERE NOT EXISTS (SELECT 1 FROM identity.enterprises AS enterprise WHERE enterprise.uscc = asked.uscc)
      AND (${isCode(sql`asked.uscc`)}) IS NOT TRUE
    ORDER BY spine_no LIMIT 1`
}

/** The spine: each line with its enterprise, if anybody has the code, and what the clocks said at its instant. */
export function makePairs(plan: IndicatorPlan, mode: ClockMode): Sql {
  const clocks = clocksSql(plan.datasets, mode, sql`(SELECT DISTINCT as_of FROM ${spine_tables.asked})`)
  return sql`CREATE OR REPLACE TEMP TABLE backtest_pairs AS
    SELECT asked.spine_no, asked.uscc, enterprise.enterprise_id, asked.as_of, ${join(clockColumns(plan.datasets))}
    FROM ${spine_tables.asked} AS asked
    JOIN (${clocks}) AS clock ON clock.as_of = asked.as_of
    LEFT JOIN identity.enterprises AS enterprise ON enterprise.uscc = asked.uscc
    ORDER BY enterprise.enterprise_id, asked.spine_no`
}

/** The instants of the spine, each once. */
export function askedInstants(): Sql {
  return sql`SELECT DISTINCT as_of FROM ${spine_tables.pairs} ORDER BY as_of`
}

/** Removes the tables of a backtest. */
export function dropSpine(table: Sql): Sql {
  return sql`DROP TABLE IF EXISTS ${table}`
}

const shape =
  '(\\d{4}-\\d{2}-\\d{2})(?:[T ]((?:[01]\\d|2[0-3]):\\d{2})(?::(\\d{2})(?:\\.(\\d{1,6}))?)?(Z|[+-](?:[01]\\d|2[0-3]):?[0-5]\\d)?)?'

/** A text as an instant in UTC, by the rule of `instant` in the kernel; null where it is none. */
function instantOf(text: Sql): Sql {
  const part = (group: number) => sql`regexp_extract(${text}, ${literal(shape)}, ${literal(group)})`
  const day = sql`TRY_CAST(${part(1)} AS DATE)`
  const clock = sql`${part(1)} || ' ' || ${part(2)} || ':' || CASE ${part(3)} WHEN '' THEN '00' ELSE ${part(3)} END
      || '.' || rpad(${part(4)}, 6, '0')`
  const digits = sql`replace(${part(5)}, ':', '')`
  const minutes = sql`CASE ${part(5)} WHEN '' THEN 480 WHEN 'Z' THEN 0 ELSE
      CAST(substr(${digits}, 1, 1) || '1' AS INTEGER)
        * (CAST(substr(${digits}, 2, 2) AS INTEGER) * 60 + CAST(substr(${digits}, 4, 2) AS INTEGER)) END`
  return sql`CASE
      WHEN NOT regexp_full_match(${text}, ${literal(shape)}) OR ${day} IS NULL THEN NULL
      WHEN ${part(2)} = '' THEN ${day} + INTERVAL '1 day' - INTERVAL '8 hours' - INTERVAL '1 microsecond'
      ELSE TRY_CAST(${clock} AS TIMESTAMP) - to_minutes(${minutes}) END`
}

/** Whether a text is a code by its length, its letters and its check character (GB 32100-2015). */
function isCode(uscc: Sql): Sql {
  const value = (place: number) =>
    sql`(strpos(${literal(uscc_alphabet)}, substr(${uscc}, ${literal(place)}, 1)) - 1)`
  const sum = uscc_weights.map((weight, at) => sql`${literal(weight)} * ${value(at + 1)}`)
  return sql`length(${uscc}) = 18 AND regexp_full_match(${uscc}, ${literal(`[${uscc_alphabet}]{18}`)})
      AND (31 - (${join(sum, ' + ')}) % 31) % 31 = ${value(18)}`
}
