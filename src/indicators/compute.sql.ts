import type { Instant } from '#kernel'
import { ident, join, literal, type Sql, sql } from '#sql'
import type { ClockMode } from '#themes'
import { clocksSql } from './compile/clocks.ts'
import type { IndicatorPlan } from './plan/plan.ts'

/** Everybody who has a code, each by its own number. */
export function everybody(): Sql {
  return sql`(SELECT enterprise_id AS spine_no, uscc, enterprise_id FROM identity.enterprises)`
}

/** The enterprises of some codes, in their order; a code that nobody has stands without an enterprise. */
export function theseSubjects(usccs: readonly string[]): Sql {
  const rows = usccs.map((uscc, at) => sql`(${literal(at)}, ${literal(uscc)})`)
  return sql`(
    SELECT listed.spine_no, listed.uscc, enterprise.enterprise_id
    FROM (VALUES ${join(rows)}) AS listed(spine_no, uscc)
    LEFT JOIN identity.enterprises AS enterprise ON enterprise.uscc = listed.uscc)`
}

/** Which of some codes are known. */
export function knownCodes(usccs: readonly string[]): Sql {
  return sql`SELECT uscc, enterprise_id FROM identity.enterprises WHERE uscc IN (${join(usccs.map(literal))})`
}

/** What the clocks say at one instant. */
export function clocksAt({ datasets }: IndicatorPlan, mode: ClockMode, as_of: Instant): Sql {
  return clocksSql(datasets, mode, sql`(SELECT CAST(${literal(as_of)} AS TIMESTAMP) AS as_of)`)
}

/** Whether any enterprise has ever answered for another. */
export function hasMembers(): Sql {
  return sql`SELECT EXISTS (SELECT 1 FROM identity.members) AS has_members`
}

/** A compiled statement in the order of its spine. */
export function inOrder(statement: Sql): Sql {
  return sql`SELECT * FROM (${statement}) AS answer ORDER BY spine_no`
}

/** The same, without the number, and with the flags or without, into a file of CSV or Parquet. */
export function copyOut(statement: Sql, ids: readonly string[], flags: boolean, file: string): Sql {
  const columns = ids.flatMap((id) => [ident(id), ...(flags ? [ident(`${id}_flag`)] : [])])
  return sql`COPY (
    SELECT uscc, ${instantText} AS as_of${join(
      columns.map((each) => sql`, ${each}`),
      '',
    )}
    FROM (${statement}) AS answer ORDER BY spine_no
  ) TO ${literal(file)} (${fileFormat(file)})`
}

// In words that `instant` reads back: without the Z it would be taken for Shanghai's time.
const instantText = sql`replace(CAST(as_of AS VARCHAR), ' ', 'T') || 'Z'`

/** The format that a file's name asks for: Parquet by its ending, CSV otherwise. */
export function fileFormat(file: string): Sql {
  return file.endsWith('.parquet') ? sql`FORMAT parquet` : sql`FORMAT csv, HEADER`
}
