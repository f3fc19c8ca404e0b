import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatasetDefinition } from '#sources'
import type { PulledRow } from './ask-source.ts'

/** Writes what a source answered as a delivery file, for the taker to remove; that there is nothing is a header alone. */
export function writeRows(
  folder: string,
  { id, fields }: DatasetDefinition,
  rows: readonly PulledRow[],
): string {
  mkdirSync(folder, { recursive: true })
  const has_rows = rows.length > 0
  const file = join(folder, `${id}-pull-${crypto.randomUUID()}.${has_rows ? 'jsonl' : 'csv'}`)
  const header = ['uscc', ...fields.map((field) => field.id)].join(',')
  const lines = has_rows ? rows.map((row) => JSON.stringify(row)) : [header]
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 })
  return file
}
