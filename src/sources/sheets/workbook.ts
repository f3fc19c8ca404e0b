import type { Readable } from 'node:stream'
import { attributeOf, walkAll } from './xml.ts'

/** Opens a part of a workbook by its name in the archive; null where there is none. */
export type OpenPart = (name: string) => Promise<Readable | null>

/** What a workbook says of its cells before any of them is read. */
export interface Workbook {
  /** The name in the archive of the first sheet that is not hidden. */
  readonly sheet: string
  readonly strings: readonly string[]
  /** The number format of each style. */
  readonly formats: readonly string[]
  readonly is_1904: boolean
}

/** Reads what a workbook says of its sheets, texts and styles. Null where it has no sheet to be seen. */
export async function readWorkbook(open: OpenPart): Promise<Workbook | null> {
  const { relation, is_1904 } = await firstSheet(open)
  const sheet = relation === undefined ? undefined : await targetOf(open, relation)
  if (sheet === undefined) return null
  return { sheet, is_1904, strings: await stringsOf(open), formats: await formatsOf(open) }
}

async function firstSheet(open: OpenPart): Promise<{ relation: string | undefined; is_1904: boolean }> {
  let relation: string | undefined
  let is_1904 = false
  await walkPart(open, 'xl/workbook.xml', (name, attributes) => {
    if (name === 'workbookPr') is_1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
    if (name === 'sheet' && (attributes.state ?? 'visible') === 'visible')
      relation ??= attributeOf(attributes, 'id')
  })
  return { relation, is_1904 }
}

async function targetOf(open: OpenPart, relation: string): Promise<string | undefined> {
  let target: string | undefined
  await walkPart(open, 'xl/_rels/workbook.xml.rels', (name, attributes) => {
    if (name === 'Relationship' && attributes.Id === relation) target = attributes.Target
  })
  if (target === undefined) return undefined
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
}

// `rPh` is how a word is pronounced, no part of it.
async function stringsOf(open: OpenPart): Promise<readonly string[]> {
  const part = await open('xl/sharedStrings.xml')
  const strings: string[] = []
  if (part === null) return strings
  let [text, is_text, is_sound] = ['', false, false]
  await walkAll(part, {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') is_sound = true
      is_text = name === 't' && !is_sound
    },
    text(piece) {
      if (is_text) text += piece
    },
    close(name) {
      is_text = false
      if (name === 'rPh') is_sound = false
      if (name === 'si') strings.push(text)
    },
  })
  return strings
}

async function formatsOf(open: OpenPart): Promise<readonly string[]> {
  const own = new Map<number, string>()
  const formats: string[] = []
  let is_cells = false
  await walkPart(open, 'xl/styles.xml', (name, attributes) => {
    if (name === 'numFmt') own.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
    if (name === 'cellXfs') is_cells = true
    if (name === 'cellStyles') is_cells = false
    if (name === 'xf' && is_cells) formats.push(formatOf(Number(attributes.numFmtId ?? 0), own))
  })
  return formats
}

const months = [17, 27, 36, 50, 52, 57]
const dates = [14, 15, 16, 18, 19, 20, 21, 22, 28, 29, 30, 31, 32, 33, 34, 35, 45, 46, 47, 51, 53, 54, 55, 56]

// ECMA-376 part 1, 18.8.30: formats that are not written down, those of Chinese among them (27 to 36, 50 to 58).
function formatOf(id: number, own: ReadonlyMap<number, string>): string {
  const format = own.get(id)
  if (format !== undefined) return format
  if (months.includes(id)) return 'yyyy-mm'
  return dates.includes(id) || id === 58 ? 'yyyy-mm-dd' : 'General'
}

async function walkPart(
  open: OpenPart,
  part: string,
  see: (name: string, attributes: Readonly<Record<string, string>>) => void,
): Promise<void> {
  const stream = await open(part)
  if (stream !== null) await walkAll(stream, { open: see, text: () => {}, close: () => {} })
}
