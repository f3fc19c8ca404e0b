import { join } from 'node:path'
import { backtest, planIndicators } from '#indicators'
import { sql } from '#sql'
import { benchCity, bestSeconds } from './city.ts'
import type { BenchQuestion, BenchResult } from './indicators.ts'
import { randomSpine, spineLimit } from './spine.sql.ts'

export interface BacktestBenchQuestion extends BenchQuestion {
  /** How many pairs of a firm and a day. */
  readonly pairs: number
}

const cells_per_second = 1e6

/** Every indicator of random pairs of firm and day by the published clock, file in and file out (design §7). */
export async function backtestBench({ facts, dir, pairs }: BacktestBenchQuestion): Promise<BenchResult> {
  await using city = await benchCity(facts, dir)
  const { warehouse, definitions, firms } = city
  const plan = planIndicators(definitions)
  const [spine, out] = [join(dir, 'spine.csv'), join(dir, 'backtest.parquet')]
  await warehouse.run(randomSpine(pairs, firms, spine))
  const seconds = await bestSeconds(1, () =>
    warehouse.session((session) => backtest(session, plan, { spine, out })),
  )
  const atoms = plan.datasets.flatMap(({ numbers }) => numbers.flatMap((number) => number.atoms)).length
  const limit_seconds = await bestSeconds(1, () =>
    warehouse.run(sql`CREATE OR REPLACE TEMP TABLE bench_kept AS ${spineLimit(spine, atoms)}`),
  )
  const cells = pairs * plan.ids.length
  return {
    bench: 'backtest',
    scale: facts,
    seconds,
    figure: cells / seconds,
    unit: 'cells/s',
    limit: cells / limit_seconds,
    ratio: seconds / limit_seconds,
    goal: `at least ${cells_per_second} cells/s`,
    holds: cells / seconds >= cells_per_second,
    firms,
    indicators: plan.ids.length,
  }
}
