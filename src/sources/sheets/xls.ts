import { readFileSync } from 'node:fs'
import { type CellObject, read } from '@e965/xlsx'
import { formattedText } from './cell-text.ts'
import { requireWholeCompound } from './compound.ts'
import type { SheetRow } from './rows.ts'

/** The rows of the first visible sheet of an .xls workbook, which is read whole. Throws where the file is none. */
export function* xlsRows(file: string): Generator<SheetRow> {
  const bytes = readFileSync(file)
  requireWholeCompound(bytes) // what only calls itself .xls is not guessed at
  const book = read(bytes, { type: 'buffer', dense: true, cellNF: true, cellText: false, cellHTML: false })
  const seen = book.SheetNames.findIndex((_, index) => !book.Workbook?.Sheets?.[index]?.Hidden)
  const sheet = book.Sheets[book.SheetNames[seen] ?? '']
  if (sheet === undefined) throw new Error('it has no sheet')
  const is_1904 = book.Workbook?.WBProps?.date1904 === true
  // `dense` makes an array of rows of it, which its type does not know of every sheet.
  const rows = (sheet['!data'] ?? []) as readonly (readonly (CellObject | undefined)[] | undefined)[]
  for (const [index, cells] of rows.entries()) {
    if (cells !== undefined)
      yield { row_no: index + 1, cells: Array.from(cells, (cell) => textOf(cell, is_1904)) }
  }
}

function textOf(cell: CellObject | undefined, is_1904: boolean): string | undefined {
  if (cell === undefined || cell.v === undefined) return undefined
  switch (cell.t) {
    case 'n':
      return formattedText(Number(cell.v), String(cell.z ?? 'General'), is_1904)
    case 'b':
      return cell.v === true ? 'true' : 'false'
    case 'e':
      return '#N/A'
    default:
      return String(cell.v)
  }
}
