import { dayOf, daysAfter, type Instant, monthOf } from '#kernel'
import { empty, ident, join, literal, type Sql, sql } from '#sql'
import { cellOf, faultOf, instantOf, isDamaged, typedValue } from './cell.sql.ts'
import type { DatasetDefinition } from './definition.ts'
import type { RowFault } from './identifiers.sql.ts'
import { isNumber, isOdd } from './odd.sql.ts'
import type { FileShape } from './read.sql.ts'

/**
 * The statement that reads a file into the temporary table `staged`, in the file's order (its `rowid` counts the rows
 * that could be read): `enterprise_id`, not known yet; `uscc`, the typed fields, `published_at`, `is_tombstone`,
 * `is_correction`, for periods `period_month` and `period_span`; `fault` as `reason:column` or null; `record` with the
 * cells as they stood, for rows at fault alone; `is_fresh`, whether the row may come in. No join, for it would lose the
 * file's order.
 */
export function stageSql(
  dataset: DatasetDefinition,
  shape: FileShape,
  cells: Sql,
  known_at: Instant,
  held: readonly RowFault[] = [],
): Sql {
  const fields = dataset.fields.map((field) => sql`${typedValue(field)} AS ${ident(field.id)}`)
  return sql`
    CREATE OR REPLACE TEMP TABLE staged AS
    SELECT ${subjectOf(dataset)}, ${join(columnsOf(dataset))},
      op = 'revoke' AS is_tombstone, op = 'correct' AS is_correction,
      fault, CASE WHEN fault IS NOT NULL THEN ${faultValue(dataset)} END AS fault_value,
      CASE WHEN fault IS NOT NULL THEN ${shape.record} END AS record, fault IS NULL AS is_fresh
    FROM (
      SELECT *, ${faultSql(dataset, shape, known_at, held)} AS fault
      FROM (
        SELECT *, coalesce(cell_op, 'insert') AS op, ${instantOf(sql`cell_published_at`)} AS published_at ${periodOf(dataset)}
        FROM (
          SELECT *, ${join(fields)}
          FROM (SELECT *, ${cells} FROM ${shape.relation}))))`
}

// The cell that is at fault, as it stood.
function faultValue(dataset: DatasetDefinition): Sql {
  const names = [
    ...(hasCode(dataset) ? ['uscc'] : []),
    'op',
    'published_at',
    ...dataset.fields.map(({ id }) => id),
  ]
  const cases = names.map((name) => sql`WHEN ${literal(name)} THEN ${cellOf(name)}`)
  return sql`CASE split_part(fault, ':', 2) ${join(cases, ' ')} END`
}

/** Whether a row of the dataset is about an enterprise, which its code names. */
function hasCode({ subject }: DatasetDefinition): boolean {
  return subject !== 'none'
}

// What is about nobody stands under enterprise 0, whom no code names.
function subjectOf(dataset: DatasetDefinition): Sql {
  return hasCode(dataset)
    ? sql`CAST(NULL AS INTEGER) AS enterprise_id, cell_uscc AS uscc`
    : sql`CAST(0 AS INTEGER) AS enterprise_id, CAST(NULL AS VARCHAR) AS uscc`
}

// The columns of `staged` that become a fact's.
function columnsOf(dataset: DatasetDefinition): readonly Sql[] {
  const period = isPeriod(dataset) ? ['period_month', 'period_span'] : []
  return [...dataset.fields.map((field) => field.id), 'published_at', ...period].map((name) => ident(name))
}

/** Whether a row of the dataset is about a period of days and not about one month field. */
export function isPeriod(dataset: DatasetDefinition): boolean {
  return dataset.month !== undefined && 'from' in dataset.month
}

function periodOf(dataset: DatasetDefinition): Sql {
  if (dataset.month === undefined || 'of' in dataset.month) return sql``
  const month = (day: Sql): Sql => sql`CAST(year(${day}) * 12 + month(${day}) - 1 AS INTEGER)`
  const [from, to] = [ident(dataset.month.from), ident(dataset.month.to)]
  return sql`, ${month(to)} AS period_month, ${month(to)} - ${month(from)} + 1 AS period_span`
}

function faultSql(
  dataset: DatasetDefinition,
  shape: FileShape,
  known_at: Instant,
  held: readonly RowFault[],
): Sql {
  const faults = dataset.fields.map((field) => faultOf(field, dataset.grain.includes(field.id)))
  const numbers = faults.filter((_, index) => isNumber(dataset.fields[index]))
  const parts = [
    sql`CASE ${hasCode(dataset) ? codeFaults : empty} WHEN op NOT IN ('insert', 'correct', 'revoke') THEN 'value_unknown:op'
      WHEN cell_published_at IS NOT NULL AND published_at IS NULL THEN 'type:published_at' END`,
    ...faults.filter((fault) => fault.pieces.join('') !== ''),
    ...monthFaults(dataset, known_at),
    ...noticeFault(dataset),
  ]
  const first = held.map(({ when, fault }) => sql`CASE WHEN ${when} THEN ${literal(fault)} END`)
  const whole = shape.fault === undefined ? [] : [shape.fault]
  const all = (some: readonly Sql[]) => [...first, ...whole, ...damageFirst(dataset, some)]
  const others = all(parts.filter((part) => !numbers.includes(part))).map(
    (part) => sql`(${part}) IS NOT NULL`,
  )
  const odd = dataset.fields.filter(isNumber).map(isOdd)
  return sql`CASE WHEN ${join([...odd, ...others], ' OR ')} THEN coalesce(${join(all(parts))}) END`
}

const codeFaults = sql`WHEN cell_uscc IS NULL THEN 'required:uscc'
      WHEN ${isDamaged(cellOf('uscc'))} THEN 'encoding_damage:uscc'`

// CIR 15, REQ-NEG-01: who supplies a natural person's negative information tells the person beforehand, unless it is
// public. A code that begins with 92 is an individual business, a natural person (domain §3.1).
function noticeFault(dataset: DatasetDefinition): readonly Sql[] {
  if (dataset.negative_type === undefined || dataset.basis === 'public') return []
  const public_rows = Object.entries(dataset.public_when ?? {}).map(
    ([field, values]) => sql`coalesce(${ident(field)} IN (${join(values.map(literal))}), false)`,
  )
  const is_public = public_rows.length === 0 ? sql`false` : join(public_rows, ' AND ')
  const told = dataset.fields.some(({ id }) => id === 'notice_sent_at') ? sql`notice_sent_at` : sql`NULL`
  return [
    sql`CASE WHEN cell_uscc LIKE '92%' AND op <> 'revoke' AND ${told} IS NULL AND NOT (${is_public})
      THEN 'notice_missing:notice_sent_at' END`,
  ]
}

// Where a row is damaged anywhere, its damage is the reason, whatever else is wrong with it.
function damageFirst(dataset: DatasetDefinition, parts: readonly Sql[]): readonly Sql[] {
  const texts = dataset.fields.filter(({ type }) => type === 'string')
  if (texts.length === 0) return parts
  const damaged = texts.map(
    ({ id }) => sql`WHEN ${isDamaged(cellOf(id))} THEN ${literal(`encoding_damage:${id}`)}`,
  )
  return [sql`CASE ${join(damaged, ' ')} END`, ...parts]
}

function monthFaults(dataset: DatasetDefinition, known_at: Instant): readonly Sql[] {
  if (dataset.month === undefined) return []
  const today = dayOf(known_at)
  if ('of' in dataset.month) {
    const field = dataset.month.of
    return [
      sql`CASE WHEN ${ident(field)} >= ${literal(monthOf(today))} THEN ${literal(`month_not_ended:${field}`)} END`,
    ]
  }
  const { from, to } = dataset.month
  const whole = sql`${ident(from)} = date_trunc('month', ${ident(from)}) AND ${ident(to)} = last_day(${ident(to)})`
  // A period is one month or one quarter of the calendar: (period_month + 1) counts quarters where 3 divides it.
  const known_span = sql`(period_span = 1 OR (period_span = 3 AND (period_month + 1) % 3 = 0))`
  return [
    sql`CASE WHEN NOT (${whole} AND ${known_span}) THEN ${literal(`period_invalid:${to}`)}
      WHEN ${ident(to)} > CAST(${literal(daysAfter(today, -1))} AS DATE) THEN ${literal(`month_not_ended:${to}`)} END`,
  ]
}
