import type { Readable } from 'node:stream'
import { type Entry, openPromise } from 'yauzl'
import { type SheetRow, sheetWalk } from './rows.ts'
import { readWorkbook } from './workbook.ts'
import { walkXml } from './xml.ts'

/**
 * The rows of the first visible sheet of an .xlsx workbook, as they stand in it. `may` is told what the archive's parts
 * come to when unpacked before one of them is; the reader of archives holds them to what they say.
 */
export async function* xlsxRows(
  file: string,
  may: (unpacked_bytes: number) => void,
): AsyncGenerator<SheetRow> {
  const zip = await openPromise(file, { autoClose: false })
  try {
    const entries = new Map<string, Entry>()
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
    may([...entries.values()].reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0))
    const open = async (name: string): Promise<Readable | null> => {
      const entry = entries.get(name)
      return entry === undefined ? null : await zip.openReadStreamPromise(entry)
    }
    const workbook = await readWorkbook(open)
    const sheet = workbook === null ? null : await open(workbook.sheet)
    if (workbook === null || sheet === null) throw new Error('it has no sheet')
    const rows: SheetRow[] = []
    for await (const _ of walkXml(sheet, sheetWalk(workbook, rows))) yield* rows.splice(0)
    yield* rows
  } finally {
    zip.close()
  }
}
