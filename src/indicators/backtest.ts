import { type Instant, refusals, usccFault } from '#kernel'
import type { ClockMode, Law } from '#themes'
import type { Session } from '#warehouse'
import { keepAnswers, shares, versionCounts, writeAnswers } from './backtest.sql.ts'
import { drawFigures, readingOf } from './compute.ts'
import { datasetsRead, type IndicatorPlan } from './plan/plan.ts'
import { answersOf } from './relation.ts'
import {
  askedInstants,
  askedLines,
  dropSpine,
  firstBadCode,
  firstBadInstant,
  lineColumns,
  makePairs,
  readLines,
  spine_tables,
} from './spine.sql.ts'

/** What a backtest reads, by whose clock, and where it writes. */
export interface BacktestQuestion {
  /** A CSV file of `uscc,as_of` and whatever else, which is carried along. */
  readonly spine: string
  /** Published unless told: by our own clock a backfilled history is empty (domain §3.8). */
  readonly mode?: ClockMode
  /** What may still be read at the moment of asking; without it all that was known. */
  readonly law?: Law | undefined
  /** The file to write, CSV or Parquet by its ending. */
  readonly out: string
}

/** What is printed with every result of a backtest; shares are of one. */
export interface BacktestSummary {
  readonly mode: ClockMode
  readonly rows: number
  readonly indicators: number
  readonly missing_share: number
  readonly no_coverage_share: number
  /** The share of rows for which any record was found. */
  readonly hit_share: number
  /** The share of the versions of months whose date of publication is assumed. */
  readonly assumed_share: number
  /** The share of months known in one version only: what was corrected before we took it in cannot be told. */
  readonly single_version_share: number
}

const refuse = refusals({
  spine_unreadable: ['bad_request', '{file} cannot be read as CSV: {problem}'],
  spine_column_missing: ['bad_request', '{file} has no column {column}; write uscc,as_of first'],
  spine_column_taken: ['bad_request', '{file} has a column {column}, which is the name of an indicator'],
  spine_bad_instant: ['bad_request', '{file}, line {line}: {text} is not an instant; write YYYY-MM-DD'],
  spine_bad_uscc: ['bad_request', '{file}, line {line}: {uscc} is no unified social credit code: {fault}'],
})

/**
 * The indicators of each line of a file as they would have been told then, written beside it in the same order.
 * Wants a session of its own, for it makes temporary tables. Refuses a line that it cannot read, with its number.
 */
export async function backtest(
  session: Session,
  plan: IndicatorPlan,
  question: BacktestQuestion,
): Promise<BacktestSummary> {
  const { mode = 'published', out, law } = question
  try {
    const columns = await readSpine(session, plan, question)
    await session.run(makePairs(plan, mode))
    await answerPairs(session, plan, mode, law)
    await session.run(writeAnswers(columns, plan.ids, out))
    return await summaryOf(session, plan, mode)
  } finally {
    for (const table of Object.values(spine_tables)) await session.run(dropSpine(table))
  }
}

/** Answers every pair of the spine that stands in the session. */
export async function answerPairs(
  session: Session,
  plan: IndicatorPlan,
  mode: ClockMode,
  law?: Law,
): Promise<void> {
  const instants = plan.graph === null ? [] : await session.rows<{ as_of: Instant }>(askedInstants())
  const pairs = spine_tables.pairs
  const figures = { mode, instants: instants.map(({ as_of }) => as_of), pairs }
  await drawFigures(session, plan, figures, law)
  const reading = await readingOf(session, mode, law)
  const spine = { kind: 'pairs', table: pairs } as const
  await session.run(keepAnswers(await answersOf(session, plan, spine, reading)))
}

async function readSpine(
  session: Session,
  plan: IndicatorPlan,
  { spine: file }: BacktestQuestion,
): Promise<readonly string[]> {
  await session.run(readLines(file)).catch((cause: unknown) => {
    throw refuse('spine_unreadable', { file, problem: String(cause).split('\n')[0] ?? '' })
  })
  const columns = (await session.rows<{ name: string }>(lineColumns())).map(({ name }) => name)
  for (const column of ['uscc', 'as_of']) {
    if (!columns.includes(column)) throw refuse('spine_column_missing', { file, column })
  }
  const taken = columns.find((name) => plan.ids.includes(name))
  if (taken !== undefined) throw refuse('spine_column_taken', { file, column: taken })
  await session.run(askedLines())
  await mustBeReadable(session, file)
  return columns
}

async function mustBeReadable(session: Session, file: string): Promise<void> {
  const [instant] = await session.rows<{ spine_no: number; as_of_text: string | null }>(firstBadInstant())
  if (instant !== undefined)
    throw refuse('spine_bad_instant', {
      file,
      line: lineOf(instant.spine_no),
      text: instant.as_of_text ?? 'nothing',
    })
  const [code] = await session.rows<{ spine_no: number; uscc: string | null }>(firstBadCode())
  if (code === undefined) return
  const uscc = code.uscc ?? 'nothing'
  throw refuse('spine_bad_uscc', { file, line: lineOf(code.spine_no), uscc, fault: usccFault(uscc) ?? '' })
}

// The header is line 1, and the first row is number 0.
function lineOf(spine_no: number): number {
  return spine_no + 2
}

interface VersionCounts {
  readonly versions: number
  readonly assumed: number
  readonly months: number
  readonly single: number
}

async function summaryOf(session: Session, plan: IndicatorPlan, mode: ClockMode): Promise<BacktestSummary> {
  const [found] = await session.rows<Omit<BacktestSummary, 'mode' | 'indicators'>>(
    shares(plan.ids, recordedIds(plan)),
  )
  if (found === undefined) throw new Error('a count has one row')
  const counts: VersionCounts[] = []
  for (const planned of plan.datasets) {
    if (planned.dataset.kind === 'month')
      counts.push(...(await session.rows<VersionCounts>(versionCounts(planned, mode))))
  }
  const total = (of: keyof VersionCounts) => counts.reduce((sum, count) => sum + count[of], 0)
  return {
    mode,
    rows: found.rows,
    indicators: plan.ids.length,
    missing_share: found.missing_share ?? 0,
    no_coverage_share: found.no_coverage_share ?? 0,
    hit_share: found.hit_share ?? 0,
    assumed_share: total('assumed') / Math.max(1, total('versions')),
    single_version_share: total('single') / Math.max(1, total('months')),
  }
}

/** The indicators that say whether there is a record: one of events alone is told of everybody. */
function recordedIds(plan: IndicatorPlan): readonly string[] {
  const events = new Set(
    plan.datasets.filter(({ dataset }) => dataset.kind === 'event').map(({ dataset }) => dataset.id),
  )
  return plan.ids.filter((id) => datasetsRead(plan, id).some((dataset) => !events.has(dataset)))
}
