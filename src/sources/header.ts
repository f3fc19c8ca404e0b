import { open } from 'node:fs/promises'
import { refuse } from './refusals.ts'
import type { IntakeRules } from './rules.ts'

/** How a file's text is written. */
export type Encoding = 'utf-8' | 'gb18030'

export interface Header {
  readonly columns: readonly string[]
  readonly encoding: Encoding
}

// A header is far shorter; a megabyte of a file in GB18030 without one byte above 0x7f is possible and is caught later.
const sample_bytes = 1 << 20

/**
 * The columns that the first line of the CSV file at `path` names, and the encoding that its first megabyte shows.
 * Refuses under the name `file` a header that is too long.
 */
export async function readHeader(file: string, path: string, rules: IntakeRules): Promise<Header> {
  const sample = await firstBytes(file, path)
  if (sample.length === 0) throw refuse('file_empty', { file })
  const encoding = encodingOf(sample)
  const text = new TextDecoder(encoding).decode(sample)
  const header = text.slice(0, endOfLine(text))
  if (header.length === text.length && sample.length === sample_bytes)
    throw refuse('header_too_long', { file, bytes: sample_bytes })
  const columns = cellsOfLine(header).map((cell) => cell.trim())
  refuseMany(file, columns.length, rules)
  return { columns, encoding }
}

/** Refuses a file with more columns than any dataset could have. */
export function refuseMany(file: string, columns: number, rules: IntakeRules): void {
  if (columns > rules.columns.value) throw refuse('columns_too_many', { file, columns: rules.columns.value })
}

/** UTF-8 where every byte of the sample is; a character cut at its end is no fault. */
export function encodingOf(sample: Uint8Array): Encoding {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return 'utf-8'
  } catch {
    return damagedUtf8(sample) ? 'utf-8' : 'gb18030'
  }
}

// A UTF-8 file with a damaged line still has far more well-formed characters than broken ones; GB18030 has hardly any.
function damagedUtf8(sample: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(sample)
  const broken = text.match(/\uFFFD/g)?.length ?? 0
  const chinese = text.match(/[\u3400-\u9FFF]/g)?.length ?? 0
  return chinese > broken
}

function cellsOfLine(line: string): readonly string[] {
  const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
  return cells.map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  )
}

function endOfLine(text: string): number {
  const end = text.search(/[\r\n]/)
  return end < 0 ? text.length : end
}

async function firstBytes(file: string, path: string): Promise<Uint8Array> {
  const handle = await open(path).catch(() => null)
  if (handle === null) throw refuse('file_missing', { file })
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(sample_bytes), 0, sample_bytes, 0)
    return buffer.subarray(0, bytesRead)
  } catch (cause) {
    throw refuse('file_unreadable', { file, problem: String(cause) })
  } finally {
    await handle.close()
  }
}
