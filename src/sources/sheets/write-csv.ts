import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { SheetRow } from './rows.ts'

/** Where the records of a CSV made of a sheet stand in it; see `Survey`. */
export type SheetBreaks = readonly { readonly record: number; readonly extra: number }[]

/** Tells how many bytes have been written so far, and stops the writing by throwing. */
export type Watch = (bytes: number) => void

/**
 * Writes the rows of a sheet as a CSV file, the first with anything in it as the header, and gives back where its
 * records stand in the sheet. Rows without anything are left out; null where there is no row.
 */
export async function writeCsv(
  rows: AsyncIterable<SheetRow> | Iterable<SheetRow>,
  to: string,
  watch: Watch,
): Promise<SheetBreaks | null> {
  const out = createWriteStream(to)
  const done = finished(out)
  done.catch(() => {}) // told by the write that fails, or below
  const breaks: { record: number; extra: number }[] = []
  let [width, record, shift, bytes] = [0, header, 0, 0]
  try {
    for await (const { row_no, cells } of rows) {
      const line = lineOf(record === header ? cells.map(oneLine) : cells, width)
      if (line === null) continue
      if (record === header) width = filledOf(cells)
      else if (row_no - record - 2 !== shift) {
        shift = row_no - record - 2
        breaks.push({ record, extra: shift })
      }
      record += 1
      bytes += Buffer.byteLength(line)
      watch(bytes)
      if (!out.write(line)) await once(out, 'drain')
    }
  } finally {
    out.end()
    await done
  }
  return record === header ? null : breaks
}

const header = -1 // what is read next; records count from 0

// A row may end before the header does; one that goes on beyond it is a row with too many columns.
function lineOf(cells: SheetRow['cells'], width: number): string | null {
  const filled = filledOf(cells)
  if (filled === 0) return null
  const texts = Array.from({ length: Math.max(filled, width) }, (_, index) => quoted(cells[index] ?? ''))
  return `${texts.join(',')}\n`
}

// Excel breaks the words of a narrow header cell; they name the same column.
function oneLine(cell: string | undefined): string | undefined {
  return cell?.replaceAll(/\s*[\r\n]+\s*/g, '')
}

function filledOf(cells: SheetRow['cells']): number {
  return cells.findLastIndex((cell) => cell !== undefined && cell !== '') + 1
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
