import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type Month, monthText } from '#kernel'
import type { Department } from './departments/department.ts'
import { type Encoder, gb18030Encoder } from './gb18030.ts'
import { notice } from './wording.ts'

/** Where deliveries are put down, numbered in the order in which they became known. */
export interface Outbox {
  readonly out: string
  readonly digits: number
  readonly gb18030: Encoder
  delivered: number
  readonly rows: Record<string, number>
}

/** One delivery: who delivers what about which month, in which columns, and when it became known. */
export interface Delivery {
  readonly department: Department
  readonly columns: readonly string[]
  readonly about: Month
  /** An instant in Shanghai, with its offset. */
  readonly known_at: string
  readonly complete: boolean
}

/** Puts down one line of a delivery file. */
export type PutLine = (line: string) => void

/** An outbox for so many deliveries. */
export function newOutbox(out: string, deliveries: number): Outbox {
  const digits = Math.max(3, String(deliveries).length)
  return { out, digits, gb18030: gb18030Encoder(), delivered: 0, rows: {} }
}

/** Puts down a folder with its data file and manifest; lines go to disk as they come. */
export function deliver(outbox: Outbox, delivery: Delivery, write: (put: PutLine) => void): void {
  const { department, known_at, complete, columns } = delivery
  const { dataset } = department
  outbox.delivered += 1
  const number = String(outbox.delivered).padStart(outbox.digits, '0')
  const folder = join(outbox.out, `${number}-${dataset}-${monthText(delivery.about)}`)
  mkdirSync(folder)
  const file = `${dataset}.csv`
  const rows = writeLines(join(folder, file), department, outbox, (put) => {
    put(`uscc,${columns.join(',')}`)
    write(put)
  })
  outbox.rows[dataset] = (outbox.rows[dataset] ?? 0) + rows - 1
  const manifest = { dataset, known_at, complete, files: [file], notice }
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

const chunk_characters = 1 << 17

function writeLines(
  path: string,
  { encoding, line_end = '\n' }: Department,
  { gb18030 }: Outbox,
  write: (put: PutLine) => void,
): number {
  const file = openSync(path, 'w')
  const flush = (text: string): number =>
    writeSync(file, encoding === undefined ? Buffer.from(text) : gb18030(text))
  let lines = 0
  let chunk = ''
  write((line) => {
    lines += 1
    chunk += line + line_end
    if (chunk.length < chunk_characters) return
    flush(chunk)
    chunk = ''
  })
  flush(chunk)
  closeSync(file)
  return lines
}
