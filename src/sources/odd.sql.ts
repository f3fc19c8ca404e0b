import { ident, join, literal, type Sql, sql } from '#sql'
import { cellOf } from './cell.sql.ts'
import type { DatasetField } from './definition.ts'

/** Whether a field's cell is a number's; those can be told from their text in one comparison. */
export function isNumber(field: DatasetField | undefined): boolean {
  const type = field?.type
  return type === 'integer' || type === 'money' || type === 'decimal'
}

/**
 * Whether the cell of a number is worth a closer look: it does not read back as it was written, is empty though
 * required, or out of range. Null for a row that is not. Looking closely at every cell took half of a load's reading.
 */
export function isOdd(field: DatasetField): Sql {
  const value = ident(field.id)
  const conditions = [
    sql`${cellOf(field.id)} IS DISTINCT FROM CAST(${value} AS VARCHAR)`,
    ...(field.required ? [sql`${value} IS NULL`] : []),
    ...(field.min === undefined ? [] : [sql`${value} < ${literal(field.min)}`]),
    ...(field.max === undefined ? [] : [sql`${value} > ${literal(field.max)}`]),
  ]
  return join(conditions, ' OR ')
}
