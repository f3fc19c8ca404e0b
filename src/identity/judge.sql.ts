import { organisation_code_weights, uscc_alphabet } from '#kernel'
import { usccCheckFails } from '#sources'
import { join, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { code_marks } from './marks.ts'

/** Whether a file names codes that no enterprise has, and whether one of them cannot be a code. */
export interface Strangers {
  readonly are_there: boolean
  readonly are_faulty: boolean
}

/**
 * Gives the rows of `staged` their enterprises, and judges the codes that no enterprise has yet, into the temporary
 * table `strangers`: `code` as it stands, `uscc` upper-cased, `first_row`, `fault` (`uscc_length`, `uscc_charset`,
 * `uscc_check_digit`, or null) and `marks`. An operator may admit a code whose check digit is wrong; the inner check and the region never are one (measured on 1.1 M real
 * codes: the inner check would refuse 79 of them wrongly, a known region 1.5 %).
 */
export async function judgeStrangers(session: Session): Promise<Strangers> {
  await session.run(sql`
    UPDATE staged SET enterprise_id = e.enterprise_id FROM identity.enterprises e WHERE e.uscc = staged.uscc`)
  // First who they are: a file that knows everyone, the usual one, does not pay for the judging, nor for planning it.
  await session.run(sql`
    CREATE OR REPLACE TEMP TABLE unknown_codes AS
    SELECT uscc AS code, upper(uscc) AS uscc, min(rowid) AS first_row
    FROM staged
    WHERE fault IS NULL AND enterprise_id IS NULL
    GROUP BY staged.uscc`)
  const [count] = await session.rows<{ n: number }>(sql`SELECT count(*) AS n FROM unknown_codes`)
  if (count === undefined || count.n === 0) return { are_there: false, are_faulty: false }
  await session.run(sql`
    CREATE OR REPLACE TEMP TABLE strangers AS
    SELECT code, uscc, first_row, ${faultSql()} AS fault, ${marksSql()} AS marks FROM unknown_codes`)
  const faulty = await session.rows(sql`SELECT 1 FROM ${faulty_strangers} LIMIT 1`)
  return { are_there: true, are_faulty: faulty.length > 0 }
}

/** The strangers at fault: each `code` once, and its `fault`. */
export const faulty_strangers: Sql = sql`(SELECT code, fault FROM strangers WHERE fault IS NOT NULL)`

/**
 * Gives the strangers without fault their dense ids, in the order in which the file names them, and their staged rows
 * those ids.
 */
export async function admitStrangers(session: Session, batch_id: number): Promise<void> {
  await session.run(sql`
    INSERT INTO identity.enterprises (enterprise_id, uscc, marks, batch_id)
    SELECT (SELECT coalesce(max(enterprise_id), 0) FROM identity.enterprises) + row_number() OVER (ORDER BY first_row, uscc),
      uscc, marks, CAST(${batch_id} AS INTEGER)
    FROM (
      SELECT uscc, min(first_row) AS first_row, min(marks) AS marks
      FROM strangers n
      WHERE fault IS NULL AND NOT EXISTS (SELECT 1 FROM identity.enterprises e WHERE e.uscc = n.uscc)
      GROUP BY uscc)`)
  await session.run(sql`
    UPDATE staged SET enterprise_id = e.enterprise_id
    FROM strangers n JOIN identity.enterprises e ON e.uscc = n.uscc
    WHERE staged.uscc = n.code AND n.fault IS NULL`)
}

const admitted = sql`EXISTS (SELECT 1 FROM intake.admitted_codes a WHERE a.uscc = upper(code))`

function faultSql(): Sql {
  return sql`CASE WHEN length(uscc) <> 18 THEN 'uscc_length'
    WHEN NOT regexp_full_match(uscc, ${literal(`[${uscc_alphabet}]*`)}) THEN 'uscc_charset'
    WHEN ${usccCheckFails(sql`uscc`)} AND NOT ${admitted} THEN 'uscc_check_digit' END`
}

function marksSql(): Sql {
  return sql`(CASE WHEN ${innerCheckFails()} THEN ${literal(code_marks.INNER_CHECK_ODD)} ELSE 0 END
    + CASE WHEN ${usccCheckFails(sql`uscc`)} AND ${admitted} THEN ${literal(code_marks.OVERRIDDEN)} ELSE 0 END)`
}

// GB 11714-1997: the 9th character of the organisation code checks its first 8; letters count 10 to 35.
function innerCheckFails(): Sql {
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  const value = (place: number): Sql =>
    sql`(strpos(${literal(letters)}, substr(uscc, ${literal(place + 9)}, 1)) - 1)`
  const terms = organisation_code_weights.map((weight, place) => sql`${value(place)} * ${literal(weight)}`)
  const rest = sql`(11 - (${join(terms, ' + ')}) % 11)`
  return sql`CASE ${rest} WHEN 10 THEN 'X' WHEN 11 THEN '0' ELSE CAST(${rest} AS VARCHAR) END <> substr(uscc, 17, 1)`
}
