import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { backtestBench } from './backtest.ts'
import { type BenchQuestion, indicatorsBench } from './indicators.ts'
import { ingestBench } from './ingest.ts'

/** How the time of one bench grows from a tenth of the rows to all of them. */
export interface Growth {
  readonly bench: string
  readonly small_seconds: number
  readonly seconds: number
  /** How many times the time, for ten times the rows. */
  readonly growth: number
  readonly holds: boolean
}

export interface ScanResult {
  readonly bench: 'scan'
  readonly scale: number
  readonly small_scale: number
  readonly growths: readonly Growth[]
  readonly goal: string
  readonly holds: boolean
}

const times_the_rows = 10
const pairs = 200_000

const benches: Readonly<Record<string, (question: BenchQuestion) => Promise<{ readonly seconds: number }>>> =
  {
    ingest: ({ facts, dir }) => ingestBench({ rows: facts, dir }),
    indicators: indicatorsBench,
    backtest: (question) => backtestBench({ ...question, pairs }),
  }

/**
 * How time grows with rows: the benches that read facts, at a tenth of the scale and at the scale (design §7). A back-test
 * is of as many pairs either way.
 */
export async function scanBench({ facts, dir }: BenchQuestion): Promise<ScanResult> {
  const small_scale = Math.round(facts / times_the_rows)
  const growths: Growth[] = []
  for (const [bench, measure] of Object.entries(benches)) {
    const small_seconds = await secondsAt(measure, small_scale, join(dir, bench))
    const seconds = await secondsAt(measure, facts, join(dir, bench))
    const growth = seconds / small_seconds
    growths.push({ bench, small_seconds, seconds, growth, holds: growth <= times_the_rows })
  }
  return {
    ...{ bench: 'scan', scale: facts, small_scale, growths },
    goal: `at most ${times_the_rows} times the time for ${times_the_rows} times the rows`,
    holds: growths.every(({ holds }) => holds),
  }
}

// One scale's files at a time: both would fill a small disk.
async function secondsAt(
  measure: (question: BenchQuestion) => Promise<{ readonly seconds: number }>,
  facts: number,
  dir: string,
): Promise<number> {
  mkdirSync(dir, { recursive: true })
  try {
    return (await measure({ facts, dir })).seconds
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
