import { ident, join, type Sql, sql } from '#sql'
import type { ClockMode } from '#themes'
import { type IndicatorPlan, type PlannedDataset, type PlannedFigure, termsOf } from '../plan/plan.ts'
import { flagText, withheld } from './flags.ts'
import { frameOf, type Reading, type Spine, spineSql } from './frame.ts'
import { column } from './names.ts'
import { readSql } from './read.ts'
import { figureFlags, figureMarks } from './reads.ts'
import { scanSql } from './scan.ts'
import { type Scope, scopeOf } from './scope.ts'
import { sharedColumns } from './shared.ts'
import { numberSql } from './term.ts'

/**
 * The one statement of a plan over a spine: `spine_no`, `uscc`, `as_of`, and for each indicator `<ID>` (a DOUBLE),
 * `<ID>_flag` (its word) and `<ID>_marks` (its bits). In no order; the same expressions close over either spine. Scans
 * that are `kept` are read where they stand.
 */
export function compileIndicators(
  plan: IndicatorPlan,
  spine: Spine,
  reading: Reading,
  kept: readonly string[] = [],
): Sql {
  const scans = plan.datasets.map((planned) => {
    const { id } = planned.dataset
    return step(
      column.scan(id),
      kept.includes(id) ? sql`SELECT * FROM ${keptScan(id)}` : compileScan(planned, spine, reading),
    )
  })
  const layers = layersOf(plan, reading.mode)
  const steps = [
    step(ident('spine'), spineSql(spine, plan.datasets)),
    ...scans,
    step(layerName(0), readSql(plan.datasets, reading)),
    ...layers.map((columns, at) =>
      step(layerName(at + 1), sql`SELECT *${join(columns, '')} FROM ${layerName(at)}`),
    ),
  ]
  return sql`WITH ${join(steps, ',\n')}
    SELECT spine_no, uscc, as_of${join(plan.ids.map(answer), '')}
    FROM ${layerName(layers.length)}`
}

/** What one scan of a dataset brings, for a statement or to be kept for several. */
export function compileScan(planned: PlannedDataset, spine: Spine, reading: Reading): Sql {
  return scanSql(planned, frameOf(planned, spine, reading), reading)
}

/** The table of the session in which a scan is kept. */
export function keptScan(dataset_id: string): Sql {
  return ident('temp', `kept ${dataset_id}`)
}

/** The columns of each layer over what was read: floor by floor, what its figures share, and then the figures. */
function layersOf(plan: IndicatorPlan, mode: ClockMode): readonly (readonly Sql[])[] {
  const scope = scopeOf(plan, mode)
  const floors = [...new Set(plan.figures.map(({ floor }) => floor))]
  return floors.flatMap((floor) => {
    const figures = plan.figures.filter((figure) => figure.floor === floor)
    const columns = sharedColumns(figures.flatMap(termsOf), scope)
    const levels = [...new Set(columns.map(({ level }) => level))].sort((a, b) => a - b)
    return [
      ...levels.map((level) =>
        columns
          .filter((each) => each.level === level)
          .map(({ name, value }) => sql`, ${value} AS ${column.shared(name)}`),
      ),
      figures.map((figure) => figureSql(figure, scope)),
    ]
  })
}

// Told not to, DuckDB would write every step to memory before it reads it.
function step(name: Sql, select: Sql): Sql {
  return sql`${name} AS NOT MATERIALIZED (${select})`
}

function layerName(at: number): Sql {
  return ident(`layer_${at}`)
}

function figureSql(figure: PlannedFigure, scope: Scope): Sql {
  const named = (what: 'value' | 'flags' | 'marks') => column.figure(figure.id, figure.from, what)
  return sql`,
      ${numberSql(figure.term, scope)} AS ${named('value')},
      ${figureFlags(figure, scope)} AS ${named('flags')},
      ${figureMarks(figure, scope)} AS ${named('marks')}`
}

function answer(id: string): Sql {
  const [value, flags, marks] = (['value', 'flags', 'marks'] as const).map((what) =>
    column.figure(id, 0, what),
  )
  if (value === undefined || flags === undefined || marks === undefined) throw new Error('three columns')
  return sql`,
      CAST(CASE WHEN ${flags} < ${withheld} THEN ${value} END AS DOUBLE PRECISION) AS ${ident(id)},
      ${flagText(flags)} AS ${ident(`${id}_flag`)},
      CAST(${marks} AS INTEGER) AS ${ident(`${id}_marks`)}`
}
