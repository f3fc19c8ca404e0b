import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serialOf } from '../code.ts'
import type { Department } from '../departments/department.ts'
import type { CityDataset } from '../order.ts'
import { notice } from '../wording.ts'

/** The folder of a pull city in which its departments keep what they tell of one firm at a time. */
export const interfaces = 'interfaces'

/** The file in it that says what is kept. */
export const index_file = 'interfaces.json'

/** How many firms' rows stand in one file, so that a question reads about a megabyte and no more. */
const firms_in_file = 200

/** What is kept of a dataset: the columns of its rows, and which of them say that two rows are of one thing. */
export interface Kept {
  readonly columns: readonly string[]
  readonly grain: readonly string[]
}

/** What a pull city keeps, by dataset. */
export interface Shelf {
  readonly folder: string
  readonly kept: Record<string, Kept>
  readonly rows: Record<string, number>
}

/** A shelf in the city's folder. */
export function newShelf(out: string): Shelf {
  return { folder: join(out, interfaces), kept: {}, rows: {} }
}

/** Says of a dataset that it is kept. */
export function openOnShelf({ folder, kept }: Shelf, { columns }: Department, dataset: CityDataset): void {
  kept[dataset.id] = { columns, grain: dataset.grain }
  mkdirSync(join(folder, dataset.id), { recursive: true })
}

/** A row to keep: of whom, its cells, and from which instant it may be told. */
export type KeepRow = (uscc: string, cells: string, known_at: string) => void

/** Keeps rows of a dataset; those of neighbours stand in one file. */
export function keep({ folder, rows }: Shelf, dataset: string, write: (put: KeepRow) => void): void {
  const files = new Map<string, string[]>()
  write((uscc, cells, known_at) => {
    const file = fileOf(folder, dataset, uscc)
    const lines = files.get(file)
    if (lines === undefined) files.set(file, [`${uscc},${known_at},${cells}\n`])
    else lines.push(`${uscc},${known_at},${cells}\n`)
    rows[dataset] = (rows[dataset] ?? 0) + 1
  })
  for (const [file, lines] of files) appendFileSync(file, lines.join(''))
}

/** The file in which a firm's rows of a dataset stand. */
export function fileOf(folder: string, dataset: string, uscc: string): string {
  return join(folder, dataset, `${Math.floor(serialOf(uscc) / firms_in_file)}.csv`)
}

/** Says at last what is kept; nothing where it is a bulk city. */
export function closeShelf({ folder, kept }: Shelf): void {
  if (Object.keys(kept).length === 0) return
  writeFileSync(join(folder, index_file), `${JSON.stringify({ notice, datasets: kept }, null, 2)}\n`)
}
