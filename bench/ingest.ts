import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ensureIdentity } from '#identity'
import { instant, instantFromMs } from '#kernel'
import { readDefinitions } from '#platform'
import { ensureIntake } from '#sources'
import { sql } from '#sql'
import { ensureThemes, load } from '#themes'
import { openDuckDb, type Warehouse } from '#warehouse'
import { countMisplaced, delivered_months, readBare, writeDelivery } from './ingest.sql.ts'

export interface IngestQuestion {
  readonly rows: number
  /** Where the files and the warehouse of the bench stand; the files are kept for the next run. */
  readonly dir: string
}

export interface IngestFigure {
  readonly seconds: number
  readonly figure: number
  readonly ratio: number
  readonly mb_per_s: number
}

export interface IngestResult extends IngestFigure {
  readonly bench: 'ingest'
  readonly scale: number
  readonly unit: 'rows/s'
  readonly limit: number
  readonly goal: string
  readonly holds: boolean
  readonly first_load: IngestFigure
  readonly peak_rss_mb: number
}

const goal = { ratio: 0.5, first_ratio: 0.65, mb_per_s: 90 }
const corrected_per_thousand = 10

/** A delivery of every month's headcounts into an empty table, then its corrected repetition, against a bare typed read. */
export async function ingestBench({ rows, dir }: IngestQuestion): Promise<IngestResult> {
  mkdirSync(dir, { recursive: true })
  const scale = Math.ceil(rows / delivered_months) * delivered_months
  const [first, again] = [join(dir, `first-${scale}.csv`), join(dir, `again-${scale}.csv`)]
  if (!existsSync(again)) await writeFiles(scale, first, again)
  const file = join(dir, 'ingest.duckdb')
  for (const path of [file, `${file}.wal`]) rmSync(path, { force: true })
  await using warehouse = await openDuckDb({ file })
  await ensureTables(warehouse)
  const figureOf = (seconds: number): IngestFigure => ({
    seconds,
    figure: scale / seconds,
    ratio: limit_seconds / seconds,
    mb_per_s: statSync(again).size / 1e6 / seconds,
  })
  const limit_seconds = await secondsOf(() => warehouse.run(readBare(again)))
  await warehouse.run(sql`DROP TABLE bare`)
  const first_load = figureOf(await secondsOf(() => deliver(warehouse, first, '2026-03-20', dir)))
  const second = figureOf(await secondsOf(() => deliver(warehouse, again, '2026-04-20', dir)))
  await assertPlaces(warehouse, scale / delivered_months)
  return {
    bench: 'ingest',
    scale,
    ...second,
    unit: 'rows/s',
    limit: scale / limit_seconds,
    goal: `at least ${goal.ratio} of the limit (first load ${goal.first_ratio}) and ${goal.mb_per_s} MB/s`,
    holds:
      second.ratio >= goal.ratio && first_load.ratio >= goal.first_ratio && second.mb_per_s >= goal.mb_per_s,
    first_load,
    peak_rss_mb: process.resourceUsage().maxRSS / 1024,
  }
}

async function writeFiles(scale: number, first: string, again: string): Promise<void> {
  await using maker = await openDuckDb({ file: ':memory:' })
  const enterprises = scale / delivered_months
  await maker.run(writeDelivery(first, enterprises, 0))
  await maker.run(writeDelivery(again, enterprises, corrected_per_thousand))
}

async function ensureTables(warehouse: Warehouse): Promise<void> {
  await ensureIdentity(warehouse)
  await ensureIntake(warehouse)
  await ensureThemes(warehouse, readDefinitions('regions/shenzhen').datasets)
}

async function deliver(warehouse: Warehouse, file: string, known_at: string, dir: string): Promise<void> {
  const { datasets, intake: rules } = readDefinitions('regions/shenzhen')
  const dataset = datasets.find(({ id }) => id === 'ss_headcount_monthly')
  if (dataset === undefined) throw new Error('the region has headcounts')
  const delivery = { file, dataset, rules, known_at: instant(known_at), complete: true, backfill: false }
  const report = await load(warehouse, { ...delivery, scratch_dir: dir }, () => instantFromMs(Date.now()))
  if (report.quarantined > 0) throw new Error(`${report.quarantined} rows of the bench were not accepted`)
}

// A join, or threads that do not wait for each other, lose a file's order only where it is large.
async function assertPlaces(warehouse: Warehouse, enterprises: number): Promise<void> {
  const [misplaced] = await warehouse.rows<{ n: number }>(countMisplaced(enterprises))
  if (misplaced?.n !== 0) throw new Error(`${misplaced?.n} facts do not name their own row`)
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
