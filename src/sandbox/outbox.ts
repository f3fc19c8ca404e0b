import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
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
  /** Whether rows bring instants of publication of their own, so that what comes late was known then. */
  readonly backfill?: boolean
  /** Whether each row is about a firm, by its code. */
  readonly about_firms?: boolean
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
  const folder = folderFor(outbox, delivery)
  const { department } = delivery
  const rows = writeLines(join(folder, fileOf(department)), 'w', department, outbox, (put) => {
    put(headerOf(delivery))
    write(put)
  })
  count(outbox, department, rows - 1)
  writeManifest(folder, delivery)
}

/** Keeps lines for a delivery that is made later; on disk, for there are many. */
export function collect(outbox: Outbox, delivery: Delivery, write: (put: PutLine) => void): void {
  const { department } = delivery
  const path = join(collectedFolder(outbox), fileOf(department))
  const is_new = !existsSync(path)
  const rows = writeLines(path, 'a', department, outbox, (put) => {
    if (is_new) put(headerOf(delivery))
    write(put)
  })
  count(outbox, department, is_new ? rows - 1 : rows)
}

/** Puts down what was collected. */
export function deliverCollected(outbox: Outbox, delivery: Delivery): void {
  const file = fileOf(delivery.department)
  const folder = folderFor(outbox, delivery)
  renameSync(join(collectedFolder(outbox), file), join(folder, file))
  writeManifest(folder, delivery)
}

/** Clears what an outbox needs while it is filled. */
export function closeOutbox({ out }: Outbox): void {
  rmSync(join(out, collected), { recursive: true, force: true })
}

const collected = '.collected'

function collectedFolder({ out }: Outbox): string {
  const folder = join(out, collected)
  mkdirSync(folder, { recursive: true })
  return folder
}

function folderFor(outbox: Outbox, { department, about }: Delivery): string {
  outbox.delivered += 1
  const number = String(outbox.delivered).padStart(outbox.digits, '0')
  const folder = join(outbox.out, `${number}-${department.dataset}-${monthText(about)}`)
  mkdirSync(folder)
  return folder
}

function fileOf({ dataset }: Department): string {
  return `${dataset}.csv`
}

function headerOf({ columns, about_firms = true }: Delivery): string {
  return about_firms ? `uscc,${columns.join(',')}` : columns.join(',')
}

function count({ rows }: Outbox, { dataset }: Department, number: number): void {
  rows[dataset] = (rows[dataset] ?? 0) + number
}

function writeManifest(folder: string, { department, known_at, complete, backfill = false }: Delivery): void {
  const { dataset } = department
  const manifest = {
    dataset,
    known_at,
    complete,
    ...(backfill && { backfill }),
    files: [fileOf(department)],
    notice,
  }
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

const chunk_characters = 1 << 17

function writeLines(
  path: string,
  how: 'w' | 'a',
  { encoding, line_end = '\n' }: Department,
  { gb18030 }: Outbox,
  write: (put: PutLine) => void,
): number {
  const file = openSync(path, how)
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
