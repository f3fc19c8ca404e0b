import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '#kernel'
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
import { faultCodes } from './codes.sql.ts'
import { jsonColumns, parquetColumns } from './columns.sql.ts'
import { decodeGb18030 } from './decode.ts'
import type { DatasetDefinition } from './definition.ts'
import { readHeader } from './header.ts'
import type { RowFault } from './identifiers.sql.ts'
import { no_header, surveyOf } from './locate.ts'
import { cellsOf, csvShape, type FileShape, jsonShape, parquetShape } from './read.sql.ts'
import { refuse } from './refusals.ts'
import { columnsOf, type SourceDefinition } from './source.ts'
import { stageSql } from './stage.sql.ts'

export interface StageRequest {
  readonly file: string
  readonly dataset: DatasetDefinition
  readonly source?: SourceDefinition | undefined
  readonly known_at: Instant
  /** Where a file decoded from GB18030 may stand while it is read. */
  readonly scratch_dir: string
}

/** A file that stands in `staged`. */
export interface Staged extends Disposable {
  readonly digest: string
  /** Rows of the file, broken lines among them. */
  readonly rows_in: number
  /** Reads the file once more with the faults that hold the whole batch back. */
  hold(faults: readonly RowFault[]): Promise<void>
  /** Puts the rows of some codes at fault: a relation with each `code` once and its `fault`. */
  faultCodes(faults: Sql): Promise<void>
  /** Writes the lines of rows at fault into `broken` and `breaks`. */
  locate(): Promise<void>
}

type Format = 'csv' | 'json' | 'parquet'

/** Reads a delivery file into the temporary table `staged` of the session. Refuses a file that cannot be one. */
export async function stageFile(session: Session, request: StageRequest): Promise<Staged> {
  const format = formatOf(request.file)
  if (!existsSync(request.file) || !statSync(request.file).isFile())
    throw refuse('file_missing', { file: request.file })
  const [reading, digest] = await bothOf(
    format === 'csv' ? readCsv(session, request) : readOther(session, request, format),
    digestOf(request.file),
  )
  const broken = await brokenBytes(session)
  return {
    digest,
    rows_in: (await stagedCount(session)) + broken.length,
    hold: (faults) => stage(session, request, reading.shape, faults),
    faultCodes: (faults) => faultCodes(session, reading.shape, faults),
    async locate() {
      const survey =
        format === 'parquet' || (broken.length === 0 && (await faultyCount(session)) === 0)
          ? no_header
          : await surveyOf(reading.path, format, broken)
      await keepBroken(session, reading.shape.columns, broken, survey)
    },
    [Symbol.dispose]() {
      if (reading.path !== request.file) rmSync(reading.path, { force: true })
    },
  }
}

interface Reading {
  readonly path: string
  readonly shape: FileShape
}

async function readCsv(session: Session, request: StageRequest): Promise<Reading> {
  const { columns, encoding } = await readHeader(request.file)
  if (encoding === 'gb18030') return readDecoded(session, request)
  const shape = csvShape(request.file, columns)
  await stage(session, request, shape)
  // A header and a first megabyte in ASCII say nothing of what follows: bytes that are no UTF-8 in a file without any
  // other character beyond ASCII are GB18030.
  if ((await hasUndecoded(session)) && (await hasPlainText(session, request.dataset)))
    return readDecoded(session, request)
  await refuseOpenQuote(session, request.file, request.file)
  return { path: request.file, shape }
}

async function readDecoded(session: Session, request: StageRequest): Promise<Reading> {
  mkdirSync(request.scratch_dir, { recursive: true })
  const path = join(request.scratch_dir, `${randomUUID()}.csv`)
  try {
    await decodeGb18030(request.file, path)
    const { columns } = await readHeader(path)
    const shape = csvShape(path, columns)
    await stage(session, request, shape)
    await refuseOpenQuote(session, request.file, path)
    return { path, shape }
  } catch (cause) {
    rmSync(path, { force: true })
    throw cause
  }
}

async function readOther(session: Session, request: StageRequest, format: Format): Promise<Reading> {
  if (statSync(request.file).size === 0) throw refuse('file_empty', { file: request.file })
  const columns = await withReason(request.file, () =>
    format === 'parquet' ? parquetColumns(session, request.file) : jsonColumns(session, request.file),
  )
  const shape = format === 'parquet' ? parquetShape(request.file, columns) : jsonShape(request.file, columns)
  await stage(session, request, shape)
  return { path: request.file, shape }
}

async function stage(
  session: Session,
  request: StageRequest,
  shape: FileShape,
  held: readonly RowFault[] = [],
): Promise<void> {
  const { file, dataset, source, known_at } = request
  const statement = stageSql(
    dataset,
    shape,
    cellsOf(file, shape, dataset, columnsOf(source, dataset.id)),
    known_at,
    held,
  )
  await forgetBroken(session)
  await withReason(file, () => session.run(statement))
}

async function withReason<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
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

function formatOf(file: string): Format {
  if (/\.csv$/i.test(file)) return 'csv'
  if (/\.(jsonl|ndjson)$/i.test(file)) return 'json'
  if (/\.parquet$/i.test(file)) return 'parquet'
  throw refuse('file_kind_unknown', { file })
}

// The file is let go of by both before either's failure is told.
async function bothOf<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
  await Promise.allSettled([one, other])
  return [await one, await other]
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
