import { ident, join, literal, type Sql, sql } from '#sql'
import type { CheckedFigure } from '../check/check.ts'
import { horizon_months } from '../check/names.ts'
import type { Term } from '../check/term.ts'
import { bitsOf, bitsOfAll } from '../plan/atoms.ts'
import { flagBit, flagIf, flagWhen, markWhen, together, withheld } from './flags.ts'
import { marksOf } from './marks.ts'
import { anyOf, knownMonths, lastSql } from './months.ts'
import { column } from './names.ts'
import { peerName } from './peers.ts'
import { readHere } from './read-here.ts'
import type { Scope } from './scope.ts'
import { shared } from './shared.ts'
import { choiceSql, conditionSql, monthsBack, numberSql, textSql } from './term.ts'
import { innerDivisor } from './window.ts'

/** The flags of a figure: those of all that it reads, and what withholds it. */
export function figureFlags({ term, unless }: CheckedFigure, scope: Scope): Sql {
  return together([
    ...flagsOf(term, scope),
    ...unless.map(({ flag, when }) => flagWhen(softly(when, scope), flag)),
  ])
}

/** The marks of a figure: those of what it reads and its own. */
export function figureMarks({ term, marks }: CheckedFigure, scope: Scope): Sql {
  return together([
    ...marksOf(term, scope),
    ...marks.map(({ mark, when }) => markWhen(softly(when, scope), mark)),
  ])
}

/** A condition that holds only where all that it reads is known; what cannot be answered does not hold. */
function softly(when: Term, scope: Scope): Sql {
  if (when.kind === 'logic' && when.operator === 'or')
    return sql`(${when.of.map((part) => softly(part, scope)).reduce((whole, part) => sql`${whole} OR ${part}`)})`
  const condition = conditionSql(when, scope)
  // A single month that is missing makes its comparison null; a sum of several may not.
  if (
    readHere(when).every((part) => part.kind !== 'window' || part.months === 1) &&
    readHere(when).every(({ kind }) => !['figure', 'across', 'told', 'calendar'].includes(kind))
  )
    return condition
  return sql`((${together(flagsOf(when, scope))}) < ${withheld} AND ${condition})`
}

function flagsOf(term: Term, scope: Scope): readonly Sql[] {
  const terms = readHere(term)
  const datasets = new Set(
    terms.flatMap((part) => ('symbol' in part ? scope.symbol(part.symbol).dataset.id : [])),
  )
  return [
    ...[...datasets].map((id) => column.dataset(id, 'flags')),
    ...windowFlags(terms, scope),
    ...terms.flatMap((part) => ownFlags(part, scope)),
  ]
}

/** The flags of each symbol, over all the months that are read of it. */
function windowFlags(terms: readonly Term[], scope: Scope): readonly Sql[] {
  const windows = terms.flatMap((term) => {
    if (term.kind === 'window' || (term.kind === 'months' && term.take === 'count')) return [term]
    // A run needs its first month; the first that is not there ends it.
    return term.kind === 'months' && (term.take === 'run' || term.take === 'period_run')
      ? [{ ...term, months: 1 }]
      : []
  })
  return [...new Set(windows.map(({ symbol }) => symbol))].map((id) => {
    const symbol = scope.symbol(id)
    const own = windows.filter((window) => window.symbol === id)
    const bits = bitsOfAll(own)
    const amounts = own.some(({ kind }) => kind === 'window') && scope.planned(id).has_periods
    return together([
      flagIf(sql`${knownMonths(symbol)} & ${literal(bits)} <> ${literal(bits)}`, 'INSUFFICIENT_HISTORY'),
      ...(symbol.suppressible.length > 0
        ? [flagIf(anyOf(column.symbol(id, 'hidden'), bits), 'SUPPRESSED')]
        : []),
      ...(amounts ? [flagIf(anyOf(column.dataset(symbol.dataset.id, 'estimated'), bits), 'ESTIMATED')] : []),
    ])
  })
}

function ownFlags(term: Term, scope: Scope): readonly Sql[] {
  switch (term.kind) {
    case 'window': {
      const divisor = innerDivisor(term)
      return divisor === null ? [] : [flagWhen(sql`${divisor} = 0`, 'DIV0')]
    }
    case 'months': {
      if (term.take === 'last') return [flagWhen(sql`${lastSql(term)} IS NULL`, 'NO_RECORD')]
      if (term.take !== 'gaps') return []
      const symbol = scope.symbol(term.symbol)
      const told = sql`(${knownMonths(symbol)} | ${column.dataset(symbol.dataset.id, 'silent')})`
      const bits = literal(bitsOf(term))
      return [flagIf(sql`${told} & ${bits} <> ${bits}`, 'INSUFFICIENT_HISTORY')]
    }
    case 'rows':
      return rowsFlags(term, scope)
    case 'least_known':
      return leastFlags(term, scope)
    case 'mean_until': {
      const back = monthsBack(term, scope)
      const known = sql`(${knownMonths(scope.symbol(term.symbol))} >> ${back})`
      const bits = literal(bitsOf({ from: 0, months: term.months }))
      const kept = sql`${back} BETWEEN 0 AND ${literal(horizon_months - term.months)}`
      return [
        flagWhen(
          sql`CASE WHEN ${kept} THEN ${known} & ${bits} <> ${bits} ELSE TRUE END`,
          'INSUFFICIENT_HISTORY',
        ),
      ]
    }
    case 'peer':
      return [flagWhen(sql`${column.shared(peerName(term))} IS NULL`, 'NO_COVERAGE')]
    case 'measured_by':
      return [
        flagWhen(sql`${ident(term.symbol)} IS NULL`, 'INSUFFICIENT_HISTORY'),
        flagWhen(sql`${ident(term.symbol)} IS NOT NULL AND ${textSql(term)} IS NULL`, 'NOT_APPLICABLE'),
      ]
    case 'previous':
      return [flagWhen(sql`${column.previous(term.symbol)} IS NULL`, 'INSUFFICIENT_HISTORY')]
    case 'state':
    case 'age': {
      const { kind } = scope.symbol(term.symbol).dataset
      const missing = kind === 'event' ? 'NO_RECORD' : 'INSUFFICIENT_HISTORY'
      return [flagWhen(sql`${ident(term.symbol)} IS NULL`, missing)]
    }
    case 'figure':
      return [column.figure(term.id, term.from, 'flags')]
    case 'across':
      return [acrossFlags(term)]
    case 'arithmetic':
      return term.operator === '/' ? [flagWhen(sql`${numberSql(term.right, scope)} = 0`, 'DIV0')] : []
    case 'choose':
      return [
        choiceSql(term, scope, (branch) => (branch === null ? literal(0) : together(flagsOf(branch, scope)))),
      ]
    default:
      return []
  }
}

/** A row whose value is not known leaves the sum open; of no row there is neither an extreme nor a latest. */
function rowsFlags(term: Term & { readonly kind: 'rows' }, scope: Scope): readonly Sql[] {
  const { take, symbol } = term
  if (take === 'count' || take === 'any') return []
  const open = take !== 'since' && take !== 'until' && scope.symbol(symbol).may_be_empty.length > 0
  const unknown = open ? [flagWhen(column.rows(term, 'unknown'), 'INSUFFICIENT_HISTORY')] : []
  if (take === 'sum') return unknown
  return [...unknown, flagWhen(sql`${column.rows(term, 'value')} IS NULL`, 'NO_RECORD')]
}

/** All of the datasets must cover; that one of them has no row matters only where none has. */
function leastFlags(term: Term & { readonly kind: 'least_known' }, scope: Scope): readonly Sql[] {
  const symbols = term.of.flatMap(readHere).flatMap((part) => ('symbol' in part ? [part.symbol] : []))
  const datasets = [...new Set(symbols.map((symbol) => scope.symbol(symbol).dataset.id))]
  const none = term.of.map((part) => sql`${numberSql(part, scope)} IS NULL`)
  return [...datasets.map((id) => column.dataset(id, 'flags')), flagWhen(join(none, ' AND '), 'NO_RECORD')]
}

/** Enough values: what qualifies them; too few: all that withheld them. */
function acrossFlags(term: Term & { readonly kind: 'across' }): Sql {
  const sets = term.from.map((back) => column.figure(term.id, back, 'flags'))
  const light = sets.map((set) => sql`CASE WHEN ${set} < ${withheld} THEN ${set} ELSE 0 END`)
  const enough = sql`${column.shared(shared.count(term))} >= ${literal(term.least)}`
  const too_few = together([flagBit('INSUFFICIENT_HISTORY'), ...sets])
  return sql`CASE WHEN ${enough} THEN ${together(light)} ELSE ${too_few} END`
}
