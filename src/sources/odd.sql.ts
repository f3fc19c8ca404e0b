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
  const [cell, value] = [cellOf(field.id), ident(field.id)]
  const is_whole = field.type === 'integer'
  const conditions = [
    is_whole ? isLongerThanDigits(cell, value) : sql`${cell} IS DISTINCT FROM CAST(${value} AS VARCHAR)`,
    ...(field.required ? [sql`${value} IS NULL`] : []),
    ...(field.min === undefined || (is_whole && field.min === 0)
      ? []
      : [sql`${value} < ${literal(field.min)}`]),
    ...(field.max === undefined ? [] : [sql`${value} > ${literal(field.max)}`]),
  ]
  return join(conditions, ' OR ')
}

// A whole number reads back as it was written where its text is as long as it has digits: a blank, a sign, a point, a
// zero before it or an underscore makes the text longer, so that a negative number always counts as odd. An exponent can
// make up for itself (1e2 is 100), but only for multiples of 100, and hexadecimals for numbers far beyond a million; of
// these alone the text is made. That is three times quicker than to make it of all.
function isLongerThanDigits(cell: Sql, value: Sql): Sql {
  const digits = [3, 4, 5, 6].map((n) => sql`WHEN ${value} < ${literal(10 ** n)} THEN ${literal(n)}`)
  return sql`strlen(${cell}) <> CASE WHEN ${value} < 10 THEN 1 WHEN ${value} < 100 THEN 2
    WHEN ${value} % 100 = 0 OR ${value} >= 1000000 THEN CASE WHEN ${cell} = CAST(${value} AS VARCHAR) THEN strlen(${cell}) ELSE -1 END
    ${join(digits, ' ')} ELSE -1 END`
}
