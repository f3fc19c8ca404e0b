import { ident, join, literal, type Sql, sql } from '#sql'
import { allOf, type Term } from '../check/term.ts'
import { pointsOf } from '../plan/atoms.ts'
import { withheld } from './flags.ts'
import { column } from './names.ts'
import { peerName, peerSql } from './peers.ts'
import type { Scope } from './scope.ts'

type Across = Term & { readonly kind: 'across' }
type WindowTerm = Term & { readonly kind: 'window' }

/** A column that several expressions of a floor read, and how many of such columns it stands on. */
export interface SharedColumn {
  readonly name: string
  readonly level: number
  readonly value: Sql
}

/** What the terms of a floor share, each column once. */
export function sharedColumns(terms: readonly Term[], scope: Scope): readonly SharedColumn[] {
  const all = terms.flatMap(allOf).flatMap((term) => {
    if (term.kind === 'across') return acrossColumns(term)
    if (term.kind === 'peer')
      return [{ name: peerName(term), level: 0, value: peerSql(term, peerParts(term), scope) }]
    if (term.kind !== 'window') return []
    if (term.take === 'drawdown') return drawdownColumns(term, scope)
    return term.take === 'sd' ? deviationColumns(term, scope) : []
  })
  return [...new Map(all.map((each) => [each.name, each])).values()]
}

function peerParts({ of }: Term & { readonly kind: 'peer' }): readonly Sql[] {
  return of.flatMap((part) => {
    if (part.kind === 'state') return [ident(part.symbol)]
    return part.kind === 'figure' ? [column.figure(part.id, part.from, 'value')] : []
  })
}

/** What is shared about a term, by name. */
export const shared = {
  count: ({ id, from }: Across) => `${id}@${from} count`,
  mean: ({ id, from }: Across) => `${id}@${from} mean`,
  sd: ({ id, from }: Across) => `${id}@${from} sd`,
  told: (id: string, from: number) => `${id}@${from} told`,
  total: (term: WindowTerm) => `${windowName(term)} total`,
  deviation: (term: WindowTerm) => `${windowName(term)} deviation`,
  peak: (term: WindowTerm, at: number) => `${windowName(term)} peak ${at}`,
  drawdown: (term: WindowTerm) => `${windowName(term)} drawdown`,
}

/** The months of a window, newest first, each as a DOUBLE: whole numbers below 2^53 stay exact. */
export function monthsAsDoubles(term: WindowTerm, scope: Scope): readonly Sql[] {
  return pointsOf(term).map((point) => sql`CAST(${scope.atom(term.symbol, point)} AS DOUBLE PRECISION)`)
}

/** The mean and the population deviation of what is told of an indicator at several distances. */
function acrossColumns(term: Across): readonly SharedColumn[] {
  const names = term.from.map((back) => shared.told(term.id, back))
  const tolds = term.from.map((back, at) => {
    const [flags, value] = [column.figure(term.id, back, 'flags'), column.figure(term.id, back, 'value')]
    const told = sql`CASE WHEN ${flags} < ${withheld} THEN ${value} END`
    return { name: names[at] ?? '', level: 0, value: told }
  })
  const count = column.shared(shared.count(term))
  const mean = column.shared(shared.mean(term))
  const counted = names.map((name) => sql`CASE WHEN ${column.shared(name)} IS NULL THEN 0 ELSE 1 END`)
  const orNought = (each: Sql) => sql`COALESCE(${each}, 0)`
  const values = names.map((name) => orNought(column.shared(name)))
  const squares = names.map((name) => {
    const deviation = sql`(${column.shared(name)} - ${mean})`
    return orNought(sql`${deviation} * ${deviation}`)
  })
  return [
    ...tolds,
    { name: shared.count(term), level: 1, value: join(counted, ' + ') },
    { name: shared.mean(term), level: 2, value: sql`(${join(values, ' + ')}) / NULLIF(${count}, 0)` },
    { name: shared.sd(term), level: 3, value: sql`sqrt((${join(squares, ' + ')}) / NULLIF(${count}, 0))` },
  ]
}

/** sqrt(Σ (n·x − Σx)² / n), which is n times the population deviation: whole numbers until they are squared. */
function deviationColumns(term: WindowTerm, scope: Scope): readonly SharedColumn[] {
  const months = monthsAsDoubles(term, scope)
  const total = column.shared(shared.total(term))
  const squares = months.map((month) => {
    const deviation = sql`(${literal(term.months)} * ${month} - ${total})`
    return sql`${deviation} * ${deviation}`
  })
  return [
    { name: shared.total(term), level: 0, value: join(months, ' + ') },
    {
      name: shared.deviation(term),
      level: 1,
      value: sql`sqrt((${join(squares, ' + ')}) / ${literal(term.months)})`,
    },
  ]
}

// Peaks are carried on from one block of months to the next: fewer comparisons than from the oldest month each time.
const block_months = 8

/** The deepest fall from the highest month so far, as a share of it. */
function drawdownColumns(term: WindowTerm, scope: Scope): readonly SharedColumn[] {
  const oldest_first = [...monthsAsDoubles(term, scope)].reverse()
  const peaks = oldest_first.map((_, at) => {
    const block = Math.floor(at / block_months)
    const before = block === 0 ? [] : [column.shared(shared.peak(term, block * block_months - 1))]
    const compared = [...before, ...oldest_first.slice(block * block_months, at + 1)]
    const [only = sql`NULL`] = compared
    const value = compared.length === 1 ? only : sql`greatest(${join(compared)})`
    return { name: shared.peak(term, at), level: block, value }
  })
  const falls = oldest_first.map((month, at) => {
    const peak = column.shared(shared.peak(term, at))
    return sql`(${peak} - ${month}) / NULLIF(${peak}, 0)`
  })
  const level = Math.ceil(term.months / block_months)
  return [...peaks, { name: shared.drawdown(term), level, value: sql`greatest(${join(falls)})` }]
}

function windowName({ symbol, from, months }: WindowTerm): string {
  return `${symbol}[${from}..${from + months - 1}]`
}
