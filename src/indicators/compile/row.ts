import { ident, join, literal, type Sql, sql } from '#sql'
import type { CheckedSymbol } from '../check/row.ts'
import type { Expression } from '../formula/expression.ts'

/** A row formula over the columns of `fact`, or of another table; `today` is the day of the question. */
export function rowSql(row: Expression, today: Sql, table = 'fact'): Sql {
  const inner = (part: Expression) => rowSql(part, today, table)
  switch (row.kind) {
    case 'number':
    case 'text':
    case 'truth':
      return literal(row.value)
    case 'name':
      return row.name === 'today' ? today : ident(table, row.name)
    case 'not':
      return sql`NOT (${inner(row.of)})`
    case 'binary': {
      const operator = literal_operators[row.operator]
      return sql`(${inner(row.left)} ${operator} ${inner(row.right)})`
    }
    case 'call':
      return callSql(row.name, row.of.map(inner))
    case 'point':
    case 'shift':
      throw new Error(`a row formula has no ${row.kind}`)
  }
}

/** A symbol's value of a row in whole units, so that every sum of it is exact: money in fen, a share of a month in thirds. */
export function unitsSql({ row, type }: CheckedSymbol, today: Sql, share: Sql | null): Sql {
  const value = rowSql(row, today)
  if (type === 'integer') return value
  // Three fields of the widest money, in thirds of a fen, still fit.
  return sql`CAST(${wide(value)} * ${share ?? literal(unitsOf(type, false))} AS BIGINT)`
}

// The engine multiplies decimals of 18 digits in 64 bits, and fails where the product has more: a million kWh in
// millionths is one. Of the widest money and the widest decimal alike this keeps every digit.
function wide(value: Sql): Sql {
  return sql`CAST(${value} AS DECIMAL(24,6))`
}

/** How many units make one of what the symbol measures. */
export function unitsOf(type: CheckedSymbol['type'], has_periods: boolean): number {
  switch (type) {
    case 'money':
      return has_periods ? 300 : 100
    case 'decimal':
      return 1_000_000
    default:
      return 1
  }
}

const literal_operators = {
  '+': sql`+`,
  '-': sql`-`,
  '*': sql`*`,
  '/': sql`/`,
  '=': sql`=`,
  '<>': sql`<>`,
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
  and: sql`AND`,
  or: sql`OR`,
} as const

function callSql(name: string, of: readonly Sql[]): Sql {
  const [first = sql`NULL`, second = first] = of
  switch (name) {
    case 'empty':
      return sql`(${first} IS NULL)`
    case 'known':
      return sql`COALESCE(${join(of)})`
    // Null where either is unknown, which least and greatest are not.
    case 'min':
      return sql`CASE WHEN ${first} <= ${second} THEN ${first} WHEN ${second} < ${first} THEN ${second} END`
    case 'max':
      return sql`CASE WHEN ${first} >= ${second} THEN ${first} WHEN ${second} > ${first} THEN ${second} END`
    case 'share':
      return sql`CAST(round(${wide(first)} * ${second}, 2) AS DECIMAL(18,2))`
    case 'part':
    case 'times':
      return sql`CAST(${wide(first)} * ${second} AS DECIMAL(18,6))`
    case 'prefix':
      return sql`substr(${first}, 1, ${second})`
    case 'day':
      return sql`make_date(${join(of.map((part) => sql`CAST(${part} AS INTEGER)`))})`
    case 'year':
      return sql`CAST(EXTRACT(YEAR FROM ${first}) AS INTEGER)`
    case 'days':
      return sql`(${second} - ${first})`
    default:
      throw new Error(`a row formula has no ${name}`)
  }
}
