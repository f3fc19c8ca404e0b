import { mkdirSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, refusals } from '#kernel'
import type { Store } from '#store'
import type { FrontEndReader, FrontEndRow } from './connect.ts'
import type { FrontEndEngine, FrontEndTable } from './definition.ts'
import { pageSql, unmarkedSql, watermark_name } from './page.sql.ts'
import { moveWatermark, theWatermark } from './watermarks.sql.ts'

/** What a pull reads from, what it keeps, and who loads the delivery files that it writes. */
export interface Pulling {
  readonly source: string
  readonly engine: FrontEndEngine
  readonly reader: FrontEndReader
  readonly store: Store
  /** A folder of its own for the delivery files. */
  readonly folder: string
  readonly clock: Clock
  /** Loads a delivery file; the watermark moves once it is in. */
  readonly load: (file: string) => Promise<void>
}

const refuse = refusals({
  watermark_missing: [
    'unprocessable',
    '{rows} rows of {table} have no {column} and would never be read; have the department fill it',
  ],
})

/** Pulls what is new in a department's table, page by page, each a delivery. Gives back how many rows there were. */
export async function pullTable(table: FrontEndTable, pulling: Pulling): Promise<number> {
  const { source, engine, reader, store, folder, clock, load } = pulling
  await requireMarked(table, reader)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  let pulled = 0
  for (;;) {
    const [kept] = await store.rows<{ watermark: string }>(theWatermark(source, table.dataset))
    const rows = await reader.rows(pageSql(engine, table, kept?.watermark ?? null))
    const last = rows.at(-1)?.[watermark_name]
    if (last === undefined || last === null) return pulled
    const file = join(folder, `${table.dataset}.jsonl`)
    await writeRows(file, rows)
    await load(file)
    await store.run(moveWatermark(source, table.dataset, last, clock()))
    rmSync(file)
    pulled += rows.length
  }
}

async function requireMarked(table: FrontEndTable, reader: FrontEndReader): Promise<void> {
  const [unmarked] = await reader.rows(unmarkedSql(table))
  const rows = Number(unmarked?.n)
  const { column } = table.watermark
  if (rows > 0) throw refuse('watermark_missing', { rows, table: table.table.join('.'), column })
}

async function writeRows(path: string, rows: readonly FrontEndRow[]): Promise<void> {
  await using file = await open(path, 'w', 0o600)
  const pages = Math.ceil(rows.length / 1000)
  for (let page = 0; page < pages; page += 1) {
    const lines = rows.slice(page * 1000, (page + 1) * 1000).map((row) => {
      const { [watermark_name]: _, ...columns } = row
      return `${JSON.stringify(columns)}\n`
    })
    await file.write(lines.join(''))
  }
}
