import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Instant, Refusal } from '#kernel'
import type { Sql } from '#sql'
import type { Session } from '#warehouse'
import {
  brokenBytes,
  faultyCount,
  forgetBroken,
  hasPlainText,
  hasUndecoded,
  keepBroken,
  openQuote,
  stagedCount,
} from './broken.sql.ts'
import { chunksOf } from './chunks.ts'
import { jsonColumns, parquetColumns } from './columns.sql.ts'
import { decodeGb18030 } from './decode.ts'
import type { DatasetDefinition } from './definition.ts'
import { faultCodes, faultRows } from './fault-rows.sql.ts'
import { readHeader } from './header.ts'
import type { RowFault } from './identifiers.sql.ts'
import { no_header, type Survey, surveyOf } from './locate.ts'
import { type OpenedFile, openFile } from './open-file.ts'
import { cellsOf, csvShape, type FileShape, jsonShape, parquetShape } from './read.sql.ts'
import { refuse } from './refusals.ts'
import type { IntakeRules } from './rules.ts'
import { columnsOf, type SourceDefinition } from './source.ts'
import { stageSql } from './stage.sql.ts'
import { csv_parting, line_parting, requireNarrow } from './wide.ts'

export interface StageRequest {
  /** What the file is called, in what is kept and told of it. */
  readonly file: string
  /** Where its bytes stand, if not under its name. */
  readonly path?: string | undefined
  readonly rules: IntakeRules
  readonly dataset: DatasetDefinition
  readonly source?: SourceDefinition | undefined
  readonly known_at: Instant
  /** Where a file may stand that is unpacked or written anew while it is read. */
  readonly scratch_dir: string
}

/** A file that stands in `staged`. */
export interface Staged extends Disposable {
  readonly digest: string
  /** Rows of the file, broken lines among them. */
  readonly rows_in: number
  /** Lines that could not be made rows of. */
  readonly broken_rows: number
  /** Reads the file once more with the faults that hold the whole batch back. */
  hold(faults: readonly RowFault[]): Promise<void>
  /** Puts the rows of some codes at fault: a relation with each `code` once and its `fault`. */
  faultCodes(faults: Sql): Promise<void>
  /** Puts some rows at fault: a relation with each `place` once, its `fault` as `reason:column` and the `value` there. */
  faultRows(rows: Sql): Promise<void>
  /** Writes the lines of rows at fault into `broken` and `breaks`. */
  locate(): Promise<void>
}

/** Reads a delivery file into the temporary table `staged` of the session. Refuses a file that cannot be one. */
export async function stageFile(session: Session, request: StageRequest): Promise<Staged> {
  const { file, path = file, rules, scratch_dir } = request
  if (!existsSync(path) || !statSync(path).isFile()) throw refuse('file_missing', { file })
  const opened = await openFile(file, path, scratch_dir, rules)
  try {
    return await stageOpened(session, { ...request, opened, digest: once(() => digestOf(path)) })
  } catch (cause) {
    opened[Symbol.dispose]()
    throw cause
  }
}

interface OpenedRequest extends StageRequest {
  readonly opened: OpenedFile
  /** The digest of the file as it came; taken once, beside the first staging. */
  readonly digest: () => Promise<string>
}

async function stageOpened(session: Session, request: OpenedRequest): Promise<Staged> {
  const { opened } = request
  const reading = await (opened.format === 'csv' ? readCsv(session, request) : readOther(session, request))
  const digest = await request.digest()
  const broken = await brokenBytes(session)
  return {
    digest,
    broken_rows: broken.length,
    rows_in: (await stagedCount(session)) + broken.length,
    hold: (faults) => stage(session, request, reading.shape, faults),
    faultCodes: (faults) => faultCodes(session, reading.shape, faults),
    faultRows: (rows) => faultRows(session, reading.shape, rows),
    async locate() {
      const is_whole = broken.length === 0 && (await faultyCount(session)) === 0
      const survey = is_whole ? no_header : await surveyFor(reading.path, opened, broken)
      await keepBroken(session, reading.shape.columns, broken, survey)
    },
    [Symbol.dispose]() {
      if (reading.path !== opened.path) rmSync(reading.path, { force: true })
      opened[Symbol.dispose]()
    },
  }
}

// A sheet knows the rows of its records itself; only where a broken one stands is looked for in the CSV made of it.
async function surveyFor(path: string, opened: OpenedFile, broken: readonly number[]): Promise<Survey> {
  if (opened.format === 'parquet') return no_header
  const survey = await surveyOf(path, opened.format, broken)
  return opened.breaks === null ? survey : { ...survey, breaks: opened.breaks }
}

interface Reading {
  readonly path: string
  readonly shape: FileShape
}

async function readCsv(session: Session, request: OpenedRequest): Promise<Reading> {
  const { path } = request.opened
  const { columns, encoding } = await readHeader(request.file, path, request.rules)
  if (encoding === 'gb18030') return readDecoded(session, request)
  const shape = await stageCsv(session, request, path, columns)
  // A header and a first megabyte in ASCII say nothing of what follows: bytes that are no UTF-8 in a file without any
  // other character beyond ASCII are GB18030.
  if ((await hasUndecoded(session)) && (await hasPlainText(session, request.dataset)))
    return readDecoded(session, request)
  await refuseOpenQuote(session, request.file, path)
  return { path, shape }
}

async function readDecoded(session: Session, request: OpenedRequest): Promise<Reading> {
  mkdirSync(request.scratch_dir, { recursive: true })
  const path = join(request.scratch_dir, `${randomUUID()}.csv`)
  try {
    await decodeGb18030(request.opened.path, path)
    const { columns } = await readHeader(request.file, path, request.rules)
    const shape = await stageCsv(session, request, path, columns)
    await refuseOpenQuote(session, request.file, path)
    return { path, shape }
  } catch (cause) {
    rmSync(path, { force: true })
    throw cause
  }
}

async function stageCsv(
  session: Session,
  request: OpenedRequest,
  path: string,
  columns: readonly string[],
): Promise<FileShape> {
  const shape = csvShape(path, columns)
  cellsIn(request, shape) // what is refused for its columns is not walked
  await requireNarrow(request.file, path, columns.length, csv_parting, request.rules)
  await stage(session, request, shape)
  return shape
}

async function readOther(session: Session, request: OpenedRequest): Promise<Reading> {
  const { file, opened, rules } = request
  const { path, format } = opened
  if (statSync(path).size === 0) throw refuse('file_empty', { file })
  if (format === 'json') await requireNarrow(file, path, 1, line_parting, rules)
  const columns = await withReason(file, () =>
    format === 'parquet'
      ? parquetColumns(session, file, path, rules)
      : jsonColumns(session, file, path, rules),
  )
  const shape = format === 'parquet' ? parquetShape(path, columns) : jsonShape(path, columns)
  await stage(session, request, shape)
  return { path, shape }
}

async function stage(
  session: Session,
  request: OpenedRequest,
  shape: FileShape,
  held: readonly RowFault[] = [],
): Promise<void> {
  const { file, dataset, known_at } = request
  const statement = stageSql(dataset, shape, cellsIn(request, shape), known_at, held)
  await forgetBroken(session)
  await bothOf(
    withReason(file, () => session.run(statement)),
    request.digest(),
  )
}

function cellsIn({ file, dataset, source }: StageRequest, shape: FileShape): Sql {
  return cellsOf(file, shape, dataset, columnsOf(source, dataset.id))
}

async function withReason<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof Refusal) throw cause
    const problem = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
    if (problem.includes('state machine reached an invalid state')) throw refuse('csv_line_ends', { file })
    throw refuse('file_unreadable', { file, problem })
  }
}

async function refuseOpenQuote(session: Session, file: string, path: string): Promise<void> {
  const byte = await openQuote(session)
  if (byte === null) return
  const { records, breaks } = await surveyOf(path, 'csv', [byte])
  const record = records[0] ?? 0
  const extra = breaks.findLast((place) => place.record <= record)?.extra ?? 0
  throw refuse('csv_open_quote', { file, line: record + 2 + extra })
}

// The file is let go of by both before either's failure is told.
async function bothOf<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
  await Promise.allSettled([one, other])
  return [await one, await other]
}

function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let begun: Promise<Result> | undefined
  return () => {
    begun ??= work()
    return begun
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const { bytes } of chunksOf(file)) hash.update(bytes)
  return hash.digest('hex')
}
