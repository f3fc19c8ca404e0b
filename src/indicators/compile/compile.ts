import { ident, join, type Sql, sql } from '#sql'
import type { IndicatorPlan, PlannedFigure } from '../plan/plan.ts'
import { frameOf, type Reading, type Spine, spineSql } from './frame.ts'
import { flagText, withheld } from './grade.ts'
import { column } from './names.ts'
import { readSql } from './read.ts'
import { figureGrade, figureMarks } from './reads.ts'
import { scanSql } from './scan.ts'
import { type Scope, scopeOf } from './scope.ts'
import { numberSql } from './term.ts'

/**
 * The one statement of a plan over a spine: `spine_no`, `uscc`, `as_of`, and for each indicator `<ID>` (a DOUBLE),
 * `<ID>_flag` (its word) and `<ID>_marks` (its bits). In no order; the same expressions close over either spine.
 */
export function compileIndicators(plan: IndicatorPlan, spine: Spine, reading: Reading): Sql {
  const floors = Math.max(-1, ...plan.figures.map(({ floor }) => floor)) + 1
  const scope = scopeOf(plan)
  const steps = [
    step(ident('spine'), spineSql(spine, plan.datasets)),
    ...plan.datasets.map((planned) =>
      step(column.scan(planned.dataset.id), scanSql(planned, frameOf(planned, spine, reading), reading.mode)),
    ),
    step(ident('floor_0'), readSql(plan.datasets)),
    ...Array.from({ length: floors }, (_, floor) =>
      step(ident(`floor_${floor + 1}`), floorSql(plan, floor, scope)),
    ),
  ]
  return sql`WITH ${join(steps, ',\n')}
    SELECT spine_no, uscc, as_of${join(plan.ids.map(answer), '')}
    FROM ${ident(`floor_${floors}`)}`
}

// Told not to, DuckDB would write every step to memory before it reads it.
function step(name: Sql, select: Sql): Sql {
  return sql`${name} AS NOT MATERIALIZED (${select})`
}

function floorSql({ figures }: IndicatorPlan, floor: number, scope: Scope): Sql {
  const columns = figures.filter((figure) => figure.floor === floor).map((figure) => figureSql(figure, scope))
  return sql`
    SELECT *${join(columns, '')}
    FROM ${ident(`floor_${floor}`)}`
}

function figureSql(figure: PlannedFigure, scope: Scope): Sql {
  const named = (what: 'value' | 'grade' | 'marks') => column.figure(figure.id, figure.from, what)
  return sql`,
      ${numberSql(figure.term, scope)} AS ${named('value')},
      ${figureGrade(figure, scope)} AS ${named('grade')},
      ${figureMarks(figure, scope)} AS ${named('marks')}`
}

function answer(id: string): Sql {
  const [value, grade, marks] = (['value', 'grade', 'marks'] as const).map((what) =>
    column.figure(id, 0, what),
  )
  if (value === undefined || grade === undefined || marks === undefined) throw new Error('three columns')
  return sql`,
      CAST(CASE WHEN ${grade} < ${withheld} THEN ${value} END AS DOUBLE PRECISION) AS ${ident(id)},
      ${flagText(grade)} AS ${ident(`${id}_flag`)},
      CAST(${marks} AS INTEGER) AS ${ident(`${id}_marks`)}`
}
