import { utils, write } from '@e965/xlsx'
import exceljs from 'exceljs'

/** What a cell of a made workbook holds: a value, or one with a number format or a formula. */
export type MadeCell =
  | string
  | number
  | boolean
  | Date
  | null
  | { readonly value: exceljs.CellValue; readonly format?: string }

type Rows = readonly (readonly MadeCell[])[]

/** An .xlsx workbook with sheets of rows, by their names; texts are shared as Excel does. */
export async function xlsxOf(sheets: Readonly<Record<string, Rows>>): Promise<Buffer> {
  const book = new exceljs.Workbook()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name, { state: name.startsWith('.') ? 'hidden' : 'visible' })
    for (const [index, row] of rows.entries()) {
      for (const [place, made] of row.entries()) fill(sheet.getCell(index + 1, place + 1), made)
    }
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

function fill(cell: exceljs.Cell, made: MadeCell): void {
  const is_plain = made === null || typeof made !== 'object' || made instanceof Date
  const { value, format } = is_plain ? { value: made, format: undefined } : made
  cell.value = value
  if (format !== undefined) cell.numFmt = format
}

/** An .xls workbook of one sheet. */
export function xlsOf(rows: readonly (readonly (string | number | boolean | Date | null)[])[]): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), '数据')
  return write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer
}
