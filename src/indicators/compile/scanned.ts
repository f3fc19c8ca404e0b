import { empty, ident, join, literal, type Sql, sql } from '#sql'
import { type ClockMode, fact_marks, factsOf, visibleAt } from '#themes'
import type { CheckedSymbol, Matching } from '../check/row.ts'
import type { Frame } from './frame.ts'
import { rowSql } from './row.ts'

/** Whether a row's day of publication is assumed. */
export const assumedRow = sql`fact.marks & ${literal(fact_marks.ASSUMED_DATE)} <> 0`

/** One more column of a select list. */
export function selected(value: Sql, name: Sql): Sql {
  return sql`, ${value} AS ${name}`
}

/** What a row has to be to count for a symbol: its condition, itself where it holds or not, and one that agrees. */
export function conditionsOf(symbol: CheckedSymbol, frame: Frame, mode: ClockMode): readonly Sql[] {
  const { where, row, type, matching } = symbol
  return [
    ...(where === null ? [] : [rowSql(where, frame.today)]),
    ...(type === 'truth' && row.kind !== 'truth' ? [rowSql(row, frame.today)] : []),
    ...(matching === null ? [] : [matchingSql(matching, frame, mode)]),
  ]
}

function matchingSql({ dataset, on, where }: Matching, { today, as_of }: Frame, mode: ClockMode): Sql {
  const agrees = on.map((field) => sql`${ident('other', field)} = ${ident('fact', field)} AND `)
  const holds = where === null ? empty : sql`${rowSql(where, today, 'other')} AND `
  return sql`EXISTS (SELECT 1 FROM ${factsOf(dataset.id)} AS other
        WHERE other.enterprise_id = fact.enterprise_id AND ${join(agrees, '')}${holds}${visibleAt(mode, as_of)})`
}
