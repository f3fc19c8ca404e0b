import type { DatasetDefinition } from '#sources'
import { literal, type Sql, sql } from '#sql'
import type { Term } from '../check/term.ts'
import type { Mark } from '../definition.ts'
import { bitsOfAll } from '../plan/atoms.ts'
import { markIf, markWhen, together } from './flags.ts'
import { anyOf, monthsOfRun, silentSinceLastRow } from './months.ts'
import { column } from './names.ts'
import { readHere } from './read-here.ts'
import type { Scope } from './scope.ts'
import { choiceSql } from './term.ts'

/** The marks of all that a term reads. */
export function marksOf(term: Term, scope: Scope): readonly Sql[] {
  const terms = readHere(term)
  return [...monthMarks(terms, scope), ...terms.flatMap((part) => ownMarks(part, scope))]
}

/** One pair of marks for each dataset of months, over all the months that are read of it. */
function monthMarks(terms: readonly Term[], scope: Scope): readonly Sql[] {
  const windows = terms.flatMap((term) =>
    term.kind === 'window' || (term.kind === 'months' && (term.take === 'count' || term.take === 'gaps'))
      ? [term]
      : [],
  )
  const datasets = [...new Set(windows.map(({ symbol }) => scope.symbol(symbol).dataset))]
  return datasets.flatMap((dataset) => {
    const bits = bitsOfAll(windows.filter(({ symbol }) => scope.symbol(symbol).dataset === dataset))
    return marksOfMonths(dataset, literal(bits), markIf)
  })
}

function marksOfMonths(
  { id, absence }: DatasetDefinition,
  months: Sql,
  mark: (condition: Sql, mark: Mark) => Sql,
): readonly Sql[] {
  const assumed = mark(anyOf(column.dataset(id, 'guessed'), months), 'ASSUMED_DATE')
  return absence === 'silent'
    ? [assumed, mark(anyOf(column.dataset(id, 'silent'), months), 'SILENT')]
    : [assumed]
}

function ownMarks(term: Term, scope: Scope): readonly Sql[] {
  switch (term.kind) {
    case 'months': {
      const { dataset } = scope.symbol(term.symbol)
      if (term.take === 'run' || term.take === 'period_run')
        return marksOfMonths(dataset, monthsOfRun(term), markWhen)
      return term.take === 'silence'
        ? [markWhen(sql`${silentSinceLastRow(term, dataset.id)} <> 0`, 'SILENT')]
        : []
    }
    case 'rows':
      return [markWhen(column.rows(term, 'assumed'), 'ASSUMED_DATE')]
    case 'previous':
      return [markWhen(column.symbol(term.symbol, 'assumed before'), 'ASSUMED_DATE')]
    case 'state':
    case 'age':
    case 'measured_by':
      return [markWhen(column.symbol(term.symbol, 'assumed'), 'ASSUMED_DATE')]
    case 'figure':
      return [column.figure(term.id, term.from, 'marks')]
    case 'across':
      return term.from.map((back) => column.figure(term.id, back, 'marks'))
    case 'least_known':
      return term.of.flatMap((part) => marksOf(part, scope))
    case 'choose':
      return [
        choiceSql(term, scope, (branch) =>
          branch === null ? literal(0) : sql`(${together(marksOf(branch, scope))})`,
        ),
      ]
    default:
      return []
  }
}
