import { planIndicators, statementAt } from '#indicators'
import { instant } from '#kernel'
import { type Sql, sql } from '#sql'
import { benchCity, bestSeconds } from './city.ts'
import { limitOf } from './limit.sql.ts'

export interface BenchQuestion {
  /** How many facts, of all datasets together. */
  readonly facts: number
  /** Where the warehouse of the bench stands; it is kept for the next run. */
  readonly dir: string
}

/** What a bench prints: its figure, the limit measured in the same run, and whether the goal holds. */
export interface BenchResult {
  readonly bench: string
  readonly scale: number
  readonly seconds: number
  readonly figure: number
  readonly unit: string
  readonly limit: number
  readonly ratio: number
  readonly goal: string
  readonly holds: boolean
  readonly firms: number
  readonly indicators: number
}

const times = 3
const goal = { cells_per_second: 4e6, times_the_limit: 2 }

/** Every indicator of every firm as of now, against one hand-written GROUP BY a dataset (design §7). */
export async function indicatorsBench({ facts, dir }: BenchQuestion): Promise<BenchResult> {
  await using city = await benchCity(facts, dir)
  const { warehouse, definitions, firms } = city
  const plan = planIndicators(definitions)
  const as_of = instant('2026-06-30')
  const keep = (statement: Sql) => warehouse.run(sql`CREATE OR REPLACE TEMP TABLE bench_kept AS ${statement}`)
  const limit_seconds = await bestSeconds(times, async () => {
    // What nobody delivers stands in no table.
    for (const planned of plan.datasets.filter(({ dataset }) => dataset.authorities.length > 0))
      await keep(limitOf(planned))
  })
  const seconds = await bestSeconds(times, () =>
    warehouse.session(async (session) =>
      session.run(
        sql`CREATE OR REPLACE TEMP TABLE bench_kept AS ${await statementAt(session, plan, { as_of })}`,
      ),
    ),
  )
  const cells = firms * plan.ids.length
  return {
    bench: 'indicators',
    scale: facts,
    seconds,
    figure: cells / seconds,
    unit: 'cells/s',
    limit: cells / limit_seconds,
    ratio: seconds / limit_seconds,
    goal: `at most ${goal.times_the_limit} times the limit's time, at least ${goal.cells_per_second} cells/s`,
    holds: seconds <= goal.times_the_limit * limit_seconds && cells / seconds >= goal.cells_per_second,
    firms,
    indicators: plan.ids.length,
  }
}
