import { createReadStream } from 'node:fs'

/**
 * Where the records of a CSV file stand. `record` counts them after the header from 0, blank lines left out; the line
 * of one is `record + 2 + extra` of the last break at or before it, for blank lines and line ends in quotes shift it.
 */
export interface Survey {
  readonly breaks: readonly { readonly record: number; readonly extra: number }[]
  /** The record at each of the bytes that were asked about, in their order. */
  readonly records: readonly number[]
}

const quote = 34
const line_feed = 10
const carriage_return = 13

/**
 * Walks a CSV file for its survey. `bytes` are starts of records, ascending. Only a file with rows to quarantine is
 * walked: DuckDB counts records and not lines.
 */
export async function surveyOf(file: string, bytes: readonly number[]): Promise<Survey> {
  const walk = startWalk(bytes)
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    for (const byte of chunk as Buffer) step(walk, byte)
  }
  endLine(walk)
  return { breaks: walk.breaks, records: walk.records }
}

type Walk = ReturnType<typeof startWalk>

function startWalk(bytes: readonly number[]) {
  return {
    bytes,
    breaks: [] as { record: number; extra: number }[],
    records: [] as number[],
    line: 1,
    byte: 0,
    record: -1, // the header is no record
    start_line: 1,
    start_byte: 0,
    extra: 0,
    is_blank: true,
    is_quoted: false,
  }
}

function step(walk: Walk, byte: number): void {
  if (byte === quote) walk.is_quoted = !walk.is_quoted
  if (byte !== line_feed && byte !== carriage_return) walk.is_blank = false
  walk.byte += 1
  if (byte !== line_feed) return
  walk.line += 1
  if (walk.is_quoted) return
  endLine(walk)
  walk.start_line = walk.line
  walk.start_byte = walk.byte
  walk.is_blank = true
}

function endLine(walk: Walk): void {
  if (walk.is_blank) return
  const extra = walk.start_line - walk.record - 2
  if (walk.record >= 0 && extra !== walk.extra) {
    walk.breaks.push({ record: walk.record, extra })
    walk.extra = extra
  }
  // DuckDB gives the byte of the line end before a record that follows a blank line or a CRLF, never a later one.
  while (
    walk.record >= 0 &&
    (walk.bytes[walk.records.length] ?? Number.POSITIVE_INFINITY) <= walk.start_byte
  ) {
    walk.records.push(walk.record)
  }
  walk.record += 1
}
