import { empty, ident, join, literal, type Sql, sql } from '#sql'
import type { DatasetField } from './definition.ts'

/** The text of a field as the file has it. */
export function cellOf(field_id: string): Sql {
  return ident(`cell_${field_id}`)
}

/** The field's value, null for an empty cell and for one that is no value of its type. */
export function typedValue(field: DatasetField): Sql {
  const cell = cellOf(field.id)
  switch (field.type) {
    case 'string':
    case 'enum':
    case 'json':
      return cell
    case 'day':
      return dayOf(cell)
    case 'month':
      return monthOf(cell)
    case 'integer':
      return sql`TRY_CAST(${cell} AS BIGINT)`
    case 'money':
      return sql`TRY_CAST(${cell} AS DECIMAL(18,2))`
    case 'decimal':
      return sql`TRY_CAST(${cell} AS DECIMAL(18,6))`
    case 'boolean':
      return sql`CASE WHEN lower(${cell}) IN ('true', '1', 'yes', 'y', '是') THEN true
        WHEN lower(${cell}) IN ('false', '0', 'no', 'n', '否') THEN false END`
  }
}

/**
 * What is wrong with a field's cell, as `reason:column`, null for nothing. The typed values stand beside the cells.
 * A number is never rounded: one with more digits than its type keeps is `type`.
 */
export function faultOf(field: DatasetField, is_grain: boolean): Sql {
  const cell = cellOf(field.id)
  const value = ident(field.id)
  const says = (reason: string): Sql => literal(`${reason}:${field.id}`)
  const when = (condition: Sql, reason: string): Sql => sql`WHEN ${condition} THEN ${says(reason)}`
  const cases = [
    ...(isText(field) ? [when(isDamaged(cell), 'encoding_damage')] : []),
    ...(field.required || is_grain
      ? [when(is_grain ? sql`${cell} IS NULL` : sql`${cell} IS NULL AND op <> 'revoke'`, 'required')]
      : []),
    ...(isText(field) ? [] : [damagedOrMistyped(field, cell, value)]),
    ...(field.values === undefined
      ? []
      : [when(sql`${value} NOT IN (${join(field.values.map(literal))})`, 'value_unknown')]),
    ...(field.type === 'json' ? [when(sql`NOT json_valid(${value})`, 'type')] : []),
    ...(field.min === undefined ? [] : [when(sql`${value} < ${literal(field.min)}`, 'range')]),
    ...(field.max === undefined ? [] : [when(sql`${value} > ${literal(field.max)}`, 'range')]),
  ]
  return cases.length === 0 ? empty : sql`CASE ${join(cases, ' ')} END`
}

/** An instant as a person or a department writes one: a day ends with its last microsecond, no offset is Shanghai's. */
export function instantOf(cell: Sql): Sql {
  return sql`CASE
    WHEN length(${cell}) = 10 THEN CAST(${dayOf(cell)} AS TIMESTAMP) + INTERVAL 1 DAY - INTERVAL 1 MICROSECOND - INTERVAL 8 HOUR
    WHEN NOT regexp_matches(${cell}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}') THEN NULL
    WHEN regexp_matches(${cell}, '(Z|[+-][0-9]{2}(:[0-9]{2})?)$') THEN TRY_CAST(${cell} AS TIMESTAMPTZ) AT TIME ZONE 'UTC'
    ELSE TRY_CAST(${cell} AS TIMESTAMP) - INTERVAL 8 HOUR END`
}

/**
 * Whether a text was damaged on its way: a character that could not be decoded, the three that such characters become
 * when they are read as GBK once more, or a NUL, which PostgreSQL cannot keep.
 */
export function isDamaged(cell: Sql): Sql {
  return sql`(contains(${cell}, ${literal('\uFFFD')}) OR contains(${cell}, '锟斤拷') OR contains(${cell}, chr(0)))`
}

function isText(field: DatasetField): boolean {
  return field.type === 'string' || field.type === 'enum' || field.type === 'json'
}

function damagedOrMistyped(field: DatasetField, cell: Sql, value: Sql): Sql {
  const wrong = sql`${cell} IS NOT NULL AND ${mistyped(field, cell, value)}`
  return sql`WHEN ${wrong} THEN CASE WHEN contains(${cell}, ${literal('\uFFFD')})
    THEN ${literal(`encoding_damage:${field.id}`)} ELSE ${literal(`type:${field.id}`)} END`
}

// A cast rounds 12.5 to a whole number without a word, so a number that does not read back as it was written is looked
// at again: leading and trailing zeros and spaces may stand, digits may not be lost. CASE, for it looks no further than
// it must; casting to a wide DECIMAL to compare cost 7 µs a cell.
function mistyped(field: DatasetField, cell: Sql, value: Sql): Sql {
  const reads = (pattern: string): Sql =>
    sql`CASE WHEN ${value} IS NULL THEN true WHEN CAST(${value} AS VARCHAR) = ${cell} THEN false
      ELSE NOT regexp_full_match(${cell}, ${literal(pattern)}) END`
  switch (field.type) {
    case 'integer':
      return reads('\\s*[+-]?[0-9]+(\\.0*)?\\s*')
    case 'money':
      return reads('\\s*[+-]?[0-9]*(\\.[0-9]{0,2}0*)?\\s*')
    case 'decimal':
      return reads('\\s*[+-]?[0-9]*(\\.[0-9]{0,6}0*)?\\s*')
    default:
      return sql`${value} IS NULL`
  }
}

function dayOf(cell: Sql): Sql {
  // A day that does not read back as it was written has a blank, a sign or a year of fewer digits in it.
  return sql`CASE WHEN length(${cell}) = 10 AND CAST(TRY_CAST(${cell} AS DATE) AS VARCHAR) = ${cell}
    THEN TRY_CAST(${cell} AS DATE) END`
}

// As the first day of the month, for to take year and month out of the text apart was eight times slower. Years of four
// digits begin at 1000, which keeps blanks and signs out.
function monthOf(cell: Sql): Sql {
  const first_day = sql`TRY_CAST(concat(${cell}, '-01') AS DATE)`
  return sql`CASE WHEN strlen(${cell}) = 7 AND ${first_day} >= DATE '1000-01-01'
    THEN CAST(date_diff('month', DATE '0001-01-01', ${first_day}) + 12 AS INTEGER) END`
}
