import { type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import type { FileShape } from './read.sql.ts'

/**
 * Puts the staged rows of some codes at fault. `faults` is a relation with each `code` once and its `fault`, a reason.
 */
export function faultCodes(session: Session, shape: FileShape, faults: Sql): Promise<void> {
  return faultRows(
    session,
    shape,
    sql`
    SELECT CAST(s.rowid AS BIGINT) AS place, known.fault || ':uscc' AS fault, s.uscc AS value
    FROM staged s JOIN ${faults} known ON known.code = s.uscc
    WHERE s.fault IS NULL`,
  )
}

/**
 * Puts some staged rows at fault: a relation with each `place` once, its `fault` as `reason:column` and the `value` that
 * stood there. The file is read again for their records alone: that nearly every delivery has a row that cannot come in
 * must not cost it a second staging.
 */
export async function faultRows(session: Session, shape: FileShape, rows: Sql): Promise<void> {
  await session.run(sql`CREATE OR REPLACE TEMP TABLE at_fault AS ${rows}`)
  // The number of a row is taken before it meets another table, for a join loses the order of a file's rows.
  await session.run(sql`
    UPDATE staged SET fault = row.fault, fault_value = row.value, record = row.record, is_fresh = false
    FROM (
      SELECT at_fault.*, ${shape.record} AS record
      FROM (SELECT *, row_number() OVER () - 1 AS file_place FROM ${shape.relation}) AS file
      JOIN at_fault ON at_fault.place = file.file_place) AS row
    WHERE staged.rowid = row.place`)
}
