import { createReadStream } from 'node:fs'

/**
 * Where the records of a file of lines stand. `record` counts them from 0, a CSV's header and blank lines left out; the
 * line of one is `record + 2 + extra` of the last break at or before it, for blank lines and line ends in quotes shift it.
 */
export interface Survey {
  readonly breaks: readonly { readonly record: number; readonly extra: number }[]
  /** The record at each of the bytes that were asked about, in their order. */
  readonly records: readonly number[]
}

/** A file whose records are its lines, without header and quotes, from the first on. */
export const no_header: Survey = { breaks: [{ record: 0, extra: -1 }], records: [] }

const quote = 34
const line_feed = 10
const carriage_return = 13

/**
 * Walks a file of lines for its survey. `bytes` are starts of records, ascending. Only a file with rows to quarantine
 * is walked: DuckDB counts records and not lines.
 */
export async function surveyOf(
  file: string,
  kind: 'csv' | 'json',
  bytes: readonly number[],
): Promise<Survey> {
  const walk = startWalk(kind, bytes)
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }))
    walkThrough(walk, chunk as Buffer)
  endRecord(walk)
  return { breaks: walk.breaks, records: walk.records }
}

type Walk = ReturnType<typeof startWalk>

function startWalk(kind: 'csv' | 'json', bytes: readonly number[]) {
  return {
    kind,
    bytes,
    breaks: [] as { record: number; extra: number }[],
    records: [] as number[],
    line_end: 0,
    line: 1,
    byte: 0,
    record: kind === 'csv' ? -1 : 0, // a header is no record
    start_line: 1,
    start_byte: 0,
    extra: 0,
    is_blank: true,
    is_quoted: false,
  }
}

// From line end to line end, for a search of a buffer is many times faster than a look at each byte.
function walkThrough(walk: Walk, chunk: Buffer): void {
  if (walk.line_end === 0) walk.line_end = chunk.includes(line_feed) ? line_feed : carriage_return
  const has_quotes = walk.kind === 'csv' && chunk.includes(quote)
  let from = 0
  for (let end = chunk.indexOf(walk.line_end); end >= 0; end = chunk.indexOf(walk.line_end, from)) {
    readPart(walk, chunk, from, end, has_quotes)
    from = end + 1
    endLine(walk, walk.byte + from)
  }
  readPart(walk, chunk, from, chunk.length, has_quotes)
  walk.byte += chunk.length
}

function readPart(walk: Walk, chunk: Buffer, from: number, end: number, has_quotes: boolean): void {
  if (end - from > 1 || (end - from === 1 && chunk[from] !== carriage_return)) walk.is_blank = false
  if (!has_quotes) return
  for (let at = chunk.indexOf(quote, from); at >= 0 && at < end; at = chunk.indexOf(quote, at + 1))
    walk.is_quoted = !walk.is_quoted
}

function endLine(walk: Walk, next_byte: number): void {
  walk.line += 1
  if (walk.is_quoted) return
  endRecord(walk)
  walk.start_line = walk.line
  walk.start_byte = next_byte
  walk.is_blank = true
}

function endRecord(walk: Walk): void {
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
