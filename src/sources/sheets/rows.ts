import { formattedText } from './cell-text.ts'
import type { Workbook } from './workbook.ts'
import type { XmlWalk } from './xml.ts'

/** A row of a sheet by its number there; a cell that is not there is undefined. */
export interface SheetRow {
  readonly row_no: number
  readonly cells: readonly (string | undefined)[]
}

interface Cell {
  readonly column: number
  readonly type: string
  readonly style: number
  text: string | null
  has_formula: boolean
}

// The most that Excel itself can hold.
const columns_most = 16_384
const rows_most = 1_048_576

/** A walk through a sheet's XML that puts its rows into `rows`, from which they are taken. Throws where a place is none. */
export function sheetWalk(workbook: Workbook, rows: SheetRow[]): XmlWalk {
  let [row_no, column, is_text, is_sound] = [0, 0, false, false]
  let cells: (string | undefined)[] = []
  let cell: Cell | null = null
  return {
    open(name, attributes) {
      if (name === 'row') {
        row_no = placeAfter(row_no, attributes.r, rows_most, 'row')
        ;[cells, column] = [[], 0]
      } else if (name === 'c') {
        column = placeAfter(column, columnOf(attributes.r), columns_most, 'column')
        const [type, style] = [attributes.t ?? 'n', Number(attributes.s ?? 0)]
        cell = { column, type, style, text: null, has_formula: false }
      } else if (name === 'f' && cell !== null) cell.has_formula = true
      else if (name === 'rPh') is_sound = true
      is_text = name === 'v' || (name === 't' && !is_sound)
    },
    text(piece) {
      if (is_text && cell !== null) cell.text = (cell.text ?? '') + piece
    },
    close(name) {
      is_text = false
      if (name === 'rPh') is_sound = false
      if (name === 'c' && cell !== null) {
        cells[cell.column - 1] = textOf(cell, workbook)
        cell = null
      }
      if (name === 'row') rows.push({ row_no, cells })
    },
  }
}

function textOf({ type, style, text, has_formula }: Cell, workbook: Workbook): string | undefined {
  if (text === null) return has_formula ? '#N/A' : undefined // a formula that was never worked out
  switch (type) {
    case 's': {
      const shared = workbook.strings[Number(text)]
      if (shared === undefined) throw new Error(`there is no shared text ${text}`)
      return shared
    }
    case 'b':
      return text === '1' || text === 'true' ? 'true' : 'false'
    case 'd':
      return text.replace(/T00:00:00(\.0+)?Z?$/, '').replace('T', ' ')
    case 'n':
      return formattedText(Number(text), workbook.formats[style] ?? 'General', workbook.is_1904)
    default:
      return text
  }
}

function columnOf(reference: string | undefined): string | undefined {
  if (reference === undefined) return undefined
  const letters = /^([A-Z]{1,3})[0-9]+$/.exec(reference)?.[1]
  if (letters === undefined) throw new Error(`${reference} is no cell`)
  return String([...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0))
}

// Rows and cells may leave out where they stand: then they follow the one before.
function placeAfter(last: number, said: string | undefined, most: number, what: string): number {
  const place = said === undefined ? last + 1 : Number(said)
  if (!Number.isInteger(place) || place <= last || place > most)
    throw new Error(`${what} ${said ?? place} cannot follow ${what} ${last}`)
  return place
}
