import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { refuse } from './refusals.ts'
import type { IntakeRules } from './rules.ts'
import { sheetToCsv } from './sheet.ts'
import type { SheetBreaks } from './sheets/write-csv.ts'
import { gunzip } from './unpack.ts'

export type Format = 'csv' | 'json' | 'parquet'

/** A delivery file as DuckDB can read it. */
export interface OpenedFile extends Disposable {
  readonly path: string
  readonly format: Format
  /** Where its records stand in the sheet that it was made of; null where it is no sheet's. */
  readonly breaks: SheetBreaks | null
}

/** Unpacks a file where it is packed, and writes it as CSV where it is a workbook. Refuses what is no delivery file. */
export async function openFile(
  file: string,
  path: string,
  scratch_dir: string,
  rules: IntakeRules,
): Promise<OpenedFile> {
  const { format, is_packed } = kindOf(file)
  const made: string[] = []
  const scratch = (ending: string): string => {
    mkdirSync(scratch_dir, { recursive: true })
    const made_file = join(scratch_dir, `${randomUUID()}.${ending}`)
    made.push(made_file)
    return made_file
  }
  const dispose = (): void => {
    for (const each of made) rmSync(each, { force: true })
  }
  try {
    const plain = is_packed ? scratch(format) : path
    if (is_packed) await gunzip(file, path, plain, rules)
    if (format !== 'xlsx' && format !== 'xls')
      return { path: plain, format, breaks: null, [Symbol.dispose]: dispose }
    const csv = scratch('csv')
    const breaks = await sheetBreaks(file, format, plain, csv, rules)
    return { path: csv, format: 'csv', breaks, [Symbol.dispose]: dispose }
  } catch (cause) {
    dispose()
    throw cause
  }
}

async function sheetBreaks(
  file: string,
  kind: 'xlsx' | 'xls',
  from: string,
  to: string,
  rules: IntakeRules,
): Promise<SheetBreaks> {
  const bytes = statSync(from).size
  if (bytes === 0) throw refuse('file_empty', { file })
  const most = kind === 'xls' ? rules.xls_bytes.value : rules.sheet_bytes.value
  if (bytes > most) throw refuse('sheet_too_large', { file, bytes: most })
  return sheetToCsv(file, { kind, from, to, unpacked_most: rules.sheet_bytes.value }, rules)
}

const endings: Readonly<Record<string, Format | 'xlsx' | 'xls'>> = {
  csv: 'csv',
  jsonl: 'json',
  ndjson: 'json',
  parquet: 'parquet',
  xlsx: 'xlsx',
  xls: 'xls',
}

/** Whether the name of a file is that of one that can be read. */
export function isDeliveryFile(file: string): boolean {
  return kindNamed(file) !== null
}

interface Kind {
  readonly format: Format | 'xlsx' | 'xls'
  readonly is_packed: boolean
}

function kindOf(file: string): Kind {
  const kind = kindNamed(file)
  if (kind === null) throw refuse('file_kind_unknown', { file })
  return kind
}

function kindNamed(file: string): Kind | null {
  const [, name = file, packed] = /^(.*?)(\.gz)?$/is.exec(file) ?? []
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const format = endings[ending]
  return format === undefined ? null : { format, is_packed: packed !== undefined }
}
