/** Small cities for tests, and their delivery files read back. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { month } from '#kernel'
import { buildCity, type CityDataset, type CityOrder, type CitySummary } from '#sandbox'

/** A city on disk, removed when the test lets go of it. */
export interface BuiltCity extends Disposable {
  readonly out: string
  readonly summary: CitySummary
}

/** One line of a delivery: which folder it came in, and its cells by column. */
export interface Line {
  readonly delivery: string
  readonly cells: Readonly<Record<string, string>>
  /** Whether it has as many cells as the header. */
  readonly whole: boolean
}

const definitions = 'regions/shenzhen/datasets'

/** The datasets of the region that this repository brings. */
export function regionDatasets(): readonly CityDataset[] {
  return readdirSync(definitions).map((file) => JSON.parse(readFileSync(join(definitions, file), 'utf8')))
}

/** Builds a city up to October 2026 in a folder of its own. */
export async function builtCity(order: Partial<CityOrder> = {}): Promise<BuiltCity> {
  const out = mkdtempSync(join(tmpdir(), 'xinqiao-city-'))
  const usual = { enterprises: 200, months: 15, seed: 1, until: month('2026-10'), datasets: regionDatasets() }
  const summary = await buildCity({ ...usual, ...order, out })
  return { out, summary, [Symbol.dispose]: () => rmSync(out, { recursive: true }) }
}

/** Folders of a city that are no deliveries. */
const beside: readonly string[] = ['truth', 'interfaces', '.collected']

/** The names of the delivery folders, in their order. */
export function deliveriesOf(out: string): readonly string[] {
  return readdirSync(out, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !beside.includes(entry.name))
    .map(({ name }) => name)
    .sort()
}

/** Every line of a dataset, in the order of its deliveries; nothing in them is quoted but the register's. */
export function linesOf(out: string, dataset: string): readonly Line[] {
  return deliveriesOf(out)
    .filter((delivery) => delivery.includes(`-${dataset}-`))
    .flatMap((delivery) => linesIn(delivery, readFileSync(join(out, delivery, `${dataset}.csv`))))
}

/** The text of a file, read as GB18030 where it is not UTF-8. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  }
}

function linesIn(delivery: string, bytes: Uint8Array): readonly Line[] {
  const [header = '', ...lines] = textOf(bytes).trimEnd().split(/\r?\n/)
  const columns = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    const named = Object.fromEntries(columns.map((column, place) => [column, cells[place] ?? '']))
    return { delivery, cells: named, whole: cells.length === columns.length }
  })
}
