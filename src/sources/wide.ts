import { type Chunk, chunksOf } from './chunks.ts'
import { refuse } from './refusals.ts'
import type { IntakeRules } from './rules.ts'

/** What parts a file of lines into cells: the byte between them, and the one around those that hold it themselves. */
export interface Parting {
  readonly separator: number
  readonly quote: number
}

export const csv_parting: Parting = { separator: 44, quote: 34 }
/** Lines that are read as one column: see `jsonLines`. */
export const line_parting: Parting = { separator: 31, quote: -1 }

const line_feed = 10
const carriage_return = 13

/** The longest line that is read. */
export const line_bytes_most = 16_777_216

/**
 * Refuses a file with a line that is too long, for DuckDB may pass over one without a word (1.5.5: one of 2 GB), and
 * one whose lines have too many cells too many, for it keeps a copy of a line for each of them: one of 200 kB that is
 * nothing but commas would take 20 GB.
 */
export async function requireNarrow(
  file: string,
  path: string,
  columns: number,
  parting: Parting,
  rules: IntakeRules,
): Promise<void> {
  const walk: Walk = {
    ...{ most: columns - 1, bytes_most: rules.faulty_line_bytes.value, ...parting, line_end: 0 },
    ...{ cells: 0, is_quoted: false, start: 0, line: 1, record_line: 1, bytes: 0, wide: null },
  }
  for await (const chunk of chunksOf(path)) {
    walkCells(walk, chunk)
    refuseOdd(file, columns, walk)
  }
  endRecord(walk, 0)
  refuseOdd(file, columns, walk)
}

function refuseOdd(file: string, columns: number, walk: Walk): void {
  const { wide, record_line: line, start, is_quoted } = walk
  if (wide !== null) throw refuse('lines_too_wide', { file, columns, ...wide })
  if (-start <= line_bytes_most) return
  throw is_quoted
    ? refuse('csv_open_quote', { file, line })
    : refuse('line_too_long', { file, line, bytes: line_bytes_most })
}

interface Walk extends Parting {
  /** The most separators that a line should have. */
  readonly most: number
  readonly bytes_most: number
  line_end: number
  cells: number
  is_quoted: boolean
  /** Where the record began, from where the chunk does. */
  start: number
  line: number
  record_line: number
  /** What would be kept of the lines so far. */
  bytes: number
  wide: { readonly line: number; readonly cells: number } | null
}

function walkCells(walk: Walk, { bytes, words }: Chunk): void {
  if (walk.line_end === 0) walk.line_end = bytes.includes(line_feed) ? line_feed : carriage_return
  const has_quotes = walk.quote >= 0 && bytes.includes(walk.quote)
  if (walk.is_quoted || has_quotes) walkBytes(walk, bytes, 0)
  else {
    walkWords(walk, bytes, words)
    walkBytes(walk, bytes, words.length * 4)
  }
  walk.start -= bytes.length
}

// Four bytes at once where no quote stands, which takes half the time of a look at each.
function walkWords(walk: Walk, bytes: Buffer, words: Int32Array): void {
  const [separators, line_ends] = [walk.separator * each_byte, walk.line_end * each_byte]
  let cells = 0
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? 0
    if (zeroBytes(word ^ line_ends) === 0) {
      cells += Math.imul(zeroBytes(word ^ separators) >>> 7, each_byte) >>> 24
      continue
    }
    walk.cells += cells
    cells = 0
    walkBytes(walk, bytes, at * 4, at * 4 + 4)
  }
  walk.cells += cells
}

const each_byte = 0x01010101
const low_bits = 0x7f7f7f7f

// The highest bit of each byte of a word that is zero: no byte's seven low bits carry over into the next one.
function zeroBytes(word: number): number {
  return ~(((word & low_bits) + low_bits) | word | low_bits)
}

function walkBytes(walk: Walk, bytes: Buffer, from: number, to = bytes.length): void {
  const { separator, quote, line_end, most } = walk
  const highest = Math.max(separator, quote, line_end)
  let { cells, is_quoted } = walk
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte > highest) continue
    if (byte === separator) {
      if (!is_quoted) cells += 1
    } else if (byte === line_end) {
      walk.line += 1
      if (is_quoted) continue
      if (cells > most) {
        walk.cells = cells
        endRecord(walk, at)
      }
      cells = 0
      walk.start = at
      walk.record_line = walk.line
    } else if (byte === quote) is_quoted = !is_quoted
  }
  walk.cells = cells
  walk.is_quoted = is_quoted
}

function endRecord(walk: Walk, at: number): void {
  const extra = walk.cells - walk.most
  if (extra <= 0 || walk.wide !== null) return
  walk.bytes += extra * (at - walk.start)
  if (walk.bytes > walk.bytes_most) walk.wide = { line: walk.record_line, cells: walk.cells + 1 }
}
