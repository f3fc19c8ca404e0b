import { empty, ident, join, literal, type Sql, sql } from '#sql'
import { horizon_months } from '../check/names.ts'
import type { Term } from '../check/term.ts'
import type { Trade } from '../sizes.ts'
import { monthsSql } from './months.ts'
import { behindOf } from './moved.ts'
import { column } from './names.ts'
import { peerName } from './peers.ts'
import type { Scope } from './scope.ts'
import { shared } from './shared.ts'
import { type Scaled, windowSql } from './window.ts'

/** A term as a DOUBLE; null where something that it reads is not there. */
export function numberSql(term: Term, scope: Scope): Sql {
  const { units, per_one } = scaledSql(term, scope)
  return per_one === 1 ? units : sql`${units} / ${double(per_one)}`
}

/** A term as a condition. */
export function conditionSql(term: Term, scope: Scope): Sql {
  switch (term.kind) {
    case 'compare': {
      const side = (of: Term) => (isText(of, scope) ? textSql(of) : numberSql(of, scope))
      return sql`(${side(term.left)} ${comparisons[term.operator]} ${side(term.right)})`
    }
    case 'logic':
      return sql`(${join(
        term.of.map((part) => conditionSql(part, scope)),
        term.operator === 'and' ? ' AND ' : ' OR ',
      )})`
    case 'not':
      return sql`NOT ${conditionSql(term.of, scope)}`
    case 'holds':
      return conditionSql(term.of, scope)
    default:
      return sql`(${numberSql(term, scope)} <> 0)`
  }
}

/** The branch of a choice, taken by its key; `of_branch` says what of each. */
export function choiceSql(
  term: Term & { readonly kind: 'choose' },
  scope: Scope,
  of_branch: (branch: Term | null) => Sql,
): Sql {
  const subject = isText(term.of, scope) ? textSql(term.of) : numberSql(term.of, scope)
  const cases = term.cases.map(([key, branch]) => {
    const value = key.kind === 'text' ? textSql(key) : numberSql(key, scope)
    return sql`WHEN ${value} THEN ${of_branch(branch)} `
  })
  return sql`CASE ${subject} ${join(cases, '')}ELSE ${of_branch(term.otherwise)} END`
}

function scaledSql(term: Term, scope: Scope): Scaled {
  switch (term.kind) {
    case 'number':
      return one(double(term.value))
    case 'window':
      return windowSql(term, scope)
    case 'months':
      return one(asDouble(monthsSql(term, scope.symbol(term.symbol))))
    case 'rows':
      return rowsSql(term, scope)
    case 'state':
      return stateSql(term.symbol, ident(term.symbol), scope)
    case 'previous':
      return stateSql(term.symbol, column.previous(term.symbol), scope)
    case 'told':
      return one(asDouble(toldSql(term, scope)))
    case 'age':
      return one(asDouble(ageSql(ident(term.symbol))))
    case 'calendar':
      return one(asDouble(calendarSql(term, scope)))
    case 'figure':
      return one(column.figure(term.id, term.from, 'value'))
    case 'across':
      return one(column.shared(term.take === 'mean' ? shared.mean(term) : shared.sd(term)))
    case 'arithmetic':
      return arithmeticSql(term, scope)
    case 'sized':
      return one(asDouble(sizedSql(term, scope)))
    case 'peer':
      return one(column.shared(peerName(term)))
    case 'mean_until':
      return meanUntilSql(term, scope)
    case 'least_known':
      return one(sql`least(${join(term.of.map((part) => numberSql(part, scope)))})`)
    case 'extreme':
      return one(
        sql`${term.take === 'min' ? sql`least` : sql`greatest`}(${join(term.of.map((part) => numberSql(part, scope)))})`,
      )
    case 'choose':
      return one(choiceSql(term, scope, (branch) => (branch === null ? sql`NULL` : numberSql(branch, scope))))
    case 'holds':
      return one(sql`CASE WHEN ${conditionSql(term.of, scope)} THEN ${double(1)} ELSE ${double(0)} END`)
    case 'compare':
    case 'logic':
    case 'not':
      return one(sql`CASE WHEN ${conditionSql(term, scope)} THEN 1 ELSE 0 END`)
    case 'text':
      throw new Error(`'${term.value}' is no number`)
    case 'measured_by':
      throw new Error('the measures of a trade are no number')
  }
}

function arithmeticSql(term: Term & { readonly kind: 'arithmetic' }, scope: Scope): Scaled {
  const [left, right] = [scaledSql(term.left, scope), scaledSql(term.right, scope)]
  const same = left.per_one === right.per_one
  const sides = same ? [left.units, right.units] : [whole(left), whole(right)]
  const [a = empty, b = empty] = sides
  switch (term.operator) {
    case '+':
      return { units: sql`(${a} + ${b})`, per_one: same ? left.per_one : 1 }
    case '-':
      return { units: sql`(${a} - ${b})`, per_one: same ? left.per_one : 1 }
    case '*':
      return { units: sql`(${left.units} * ${right.units})`, per_one: left.per_one * right.per_one }
    case '/':
      return one(sql`(${a} / NULLIF(${b}, 0))`)
  }
}

function rowsSql(term: Term & { readonly kind: 'rows' }, scope: Scope): Scaled {
  const value = column.rows(term, 'value')
  const counted = sql`COALESCE(${value}, 0)`
  const per_one = scope.unitsOf(term.symbol)
  switch (term.take) {
    case 'any':
      return one(sql`CASE WHEN ${counted} > 0 THEN ${double(1)} ELSE ${double(0)} END`)
    case 'count':
      return one(asDouble(counted))
    case 'sum':
      return { units: asDouble(counted), per_one }
    case 'highest':
    case 'lowest':
      return { units: asDouble(value), per_one }
    case 'since':
      return one(asDouble(ageSql(value)))
    case 'until':
      return one(asDouble(untilSql(value)))
  }
}

function stateSql(symbol: string, value: Sql, scope: Scope): Scaled {
  if (scope.symbol(symbol).type !== 'truth') return { units: asDouble(value), per_one: scope.unitsOf(symbol) }
  return one(sql`CASE WHEN ${value} THEN ${double(1)} ELSE ${double(0)} END`)
}

/** One where the month has a value of the symbol. */
function toldSql({ symbol, from }: Term & { readonly kind: 'told' }, scope: Scope): Sql {
  const { dataset, may_be_empty } = scope.symbol(symbol)
  const rows = sql`COALESCE(${column.dataset(dataset.id, 'present')}, 0)`
  const known =
    may_be_empty.length === 0 ? rows : sql`${rows} & ~COALESCE(${column.symbol(symbol, 'unknown')}, 0)`
  return sql`(((${known}) >> ${literal(from)}) & 1)`
}

/** How many months before the latest the month lies that a term names. */
export function monthsBack(term: Term & { readonly kind: 'mean_until' }, scope: Scope): Sql {
  const planned = scope.planned(term.symbol)
  const m0 = column.dataset(planned.dataset.id, 'm0')
  return sql`(${m0} - ${behindOf(planned)} - CAST(${numberSql(term.until, scope)} AS INTEGER))`
}

function meanUntilSql(term: Term & { readonly kind: 'mean_until' }, scope: Scope): Scaled {
  const back = monthsBack(term, scope)
  const months = Array.from(
    { length: horizon_months },
    (_, at) => sql`CASE WHEN ${literal(at)} BETWEEN ${back} AND ${back} + ${literal(term.months - 1)}
        THEN ${scope.atom(term.symbol, { from: at, months: 1 })} ELSE 0 END`,
  )
  return { units: asDouble(sql`(${join(months, ' + ')})`), per_one: scope.unitsOf(term.symbol) * term.months }
}

// 工信部联企业〔2011〕300号: large reaches every upper bound; medium and small reach all of theirs; micro fails one.
function sizedSql({ symbol, trades, of }: Term & { readonly kind: 'sized' }, scope: Scope): Sql {
  const values = of.map((part) => numberSql(part, scope))
  const reaches = (bounds: readonly number[]) =>
    join(
      values.map((value, at) => sql`${value} >= ${double(bounds[at] ?? 0)}`),
      ' AND ',
    )
  return byTrade(
    symbol,
    trades,
    ({ sme_below, medium, small }) =>
      sql`CASE WHEN ${reaches(sme_below)} THEN 3 WHEN ${reaches(medium)} THEN 2 WHEN ${reaches(small)} THEN 1 ELSE 0 END`,
  )
}

/** What each trade says, by the longest beginning of the industry's code that is a trade's. */
function byTrade(symbol: string, trades: readonly Trade[], says: (trade: Trade) => Sql): Sql {
  const cases = trades
    .flatMap((trade) => trade.industry.map((begins) => ({ begins, trade })))
    .sort((one, other) => other.begins.length - one.begins.length)
    .map(
      ({ begins, trade }) => sql`WHEN starts_with(${ident(symbol)}, ${literal(begins)}) THEN ${says(trade)} `,
    )
  return sql`CASE ${join(cases, '')}END`
}

/** Whole months from a day to the day of the question: the day that many months later, clamped, is not after it. */
function ageSql(day: Sql): Sql {
  const first_month = sql`EXTRACT(YEAR FROM ${day}) * 12 + EXTRACT(MONTH FROM ${day}) - 1`
  const full = sql`EXTRACT(DAY FROM ${day}) <= EXTRACT(DAY FROM today) OR is_month_end`
  return sql`(this_month - (${first_month}) - CASE WHEN ${full} THEN 0 ELSE 1 END)`
}

/** Whole months from the day of the question to a later day; nought and less where it has gone by. */
function untilSql(day: Sql): Sql {
  const its_month = sql`EXTRACT(YEAR FROM ${day}) * 12 + EXTRACT(MONTH FROM ${day}) - 1`
  const full = sql`EXTRACT(DAY FROM today) <= EXTRACT(DAY FROM ${day})
      OR EXTRACT(DAY FROM ${day} + INTERVAL '1 day') = 1`
  return sql`(${its_month} - this_month - CASE WHEN ${full} THEN 0 ELSE 1 END)`
}

/** The month of the year, 1 to 12, in which the firm's latest month lies. */
function calendarSql({ symbol, from }: Term & { readonly kind: 'calendar' }, scope: Scope): Sql {
  const planned = scope.planned(symbol)
  const m0 = column.dataset(planned.dataset.id, 'm0')
  return sql`((${m0} - ${behindOf(planned)} - ${literal(from)}) % 12 + 1)`
}

const comparisons = {
  '=': sql`=`,
  '<>': sql`<>`,
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
} as const

function isText(term: Term, scope: Scope): boolean {
  return (
    term.kind === 'text' ||
    term.kind === 'measured_by' ||
    ((term.kind === 'state' || term.kind === 'previous') && scope.symbol(term.symbol).type === 'text')
  )
}

/** A term as a text. */
export function textSql(term: Term): Sql {
  if (term.kind === 'text') return literal(term.value)
  if (term.kind === 'state') return ident(term.symbol)
  if (term.kind === 'measured_by')
    return byTrade(term.symbol, term.trades, ({ measures }) => literal(measures.join(',')))
  if (term.kind === 'previous') return column.previous(term.symbol)
  throw new Error(`a ${term.kind} is no text`)
}

function whole({ units, per_one }: Scaled): Sql {
  return per_one === 1 ? units : sql`(${units} / ${double(per_one)})`
}

function one(units: Sql): Scaled {
  return { units, per_one: 1 }
}

function asDouble(value: Sql): Sql {
  return sql`CAST(${value} AS DOUBLE PRECISION)`
}

// A literal with a point is a DECIMAL to both engines, and arithmetic with it would not be a DOUBLE's.
function double(value: number): Sql {
  return sql`CAST(${literal(value)} AS DOUBLE PRECISION)`
}
