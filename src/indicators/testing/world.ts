import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ensureIdentity } from '#identity'
import type { DatasetDefinition } from '#sources'
import { literal, type Sql, sql } from '#sql'
import { ensureThemes, factsOf } from '#themes'
import type { Warehouse } from '#warehouse'
import { ensureIndicators } from '../benchmarks.ts'

export type Cell = string | number | boolean | null

/** A version of a fact as a test writes it: both clocks alike unless `intake_at` says otherwise. */
export interface Version {
  readonly enterprise_id: number
  readonly fields: Readonly<Record<string, Cell>>
  readonly known_at: string
  readonly superseded_at: string | null
  readonly intake_at: string
  readonly closed_at: string | null
  readonly is_tombstone: boolean
  readonly assumed: boolean
}

/** When a month was open (or complete, then without an end), by mode. */
export interface Opening {
  readonly dataset_id: string
  readonly mode: 'strict' | 'published'
  readonly month: number
  readonly from: string
  readonly until: string | null
}

/** All that the compiler reads, as plain data: the same world is written to a warehouse and read by the naive loop. */
export interface World {
  readonly enterprises: readonly string[]
  readonly facts: Readonly<Record<string, readonly Version[]>>
  readonly openings: readonly Opening[]
  readonly completions: readonly Opening[]
  readonly coverage: readonly { readonly dataset_id: string; readonly mode: string; readonly from: string }[]
  /** From when a source had answered of one firm. */
  readonly pulls?: readonly Pull[]
}

/** That a source answered of one firm. */
export interface Pull {
  readonly dataset_id: string
  readonly mode: string
  readonly enterprise_id: number
  readonly from: string
}

/** A world in which the facts of one firm are found without looking at those of all. */
export type IndexedWorld = World & {
  readonly firms: ReadonlyMap<number, Readonly<Record<string, readonly Version[]>>>
  readonly pulls_of: ReadonlyMap<number, readonly Pull[]>
}

/** The world with its facts sorted by firm. */
export function indexed(world: World): IndexedWorld {
  const firms = new Map<number, Record<string, Version[]>>()
  for (const [dataset_id, versions] of Object.entries(world.facts)) {
    for (const version of versions) {
      const firm = firms.get(version.enterprise_id) ?? {}
      const held = firm[dataset_id] ?? []
      held.push(version)
      firm[dataset_id] = held
      firms.set(version.enterprise_id, firm)
    }
  }
  const pulls_of = new Map<number, Pull[]>()
  for (const pull of world.pulls ?? []) {
    const held = pulls_of.get(pull.enterprise_id) ?? []
    pulls_of.set(pull.enterprise_id, [...held, pull])
  }
  return { ...world, firms, pulls_of }
}

/** Writes a world to an empty warehouse; enterprises are numbered from 1. */
export async function writeWorld(
  warehouse: Warehouse,
  world: World,
  datasets: readonly DatasetDefinition[],
): Promise<void> {
  await ensureIdentity(warehouse)
  await ensureThemes(warehouse, datasets)
  await ensureIndicators(warehouse)
  await insert(
    warehouse,
    sql`identity.enterprises`,
    world.enterprises.map((uscc, at) => [at + 1, uscc, 0, 1]),
  )
  for (const dataset of datasets) {
    const versions = world.facts[dataset.id] ?? []
    await insert(
      warehouse,
      factsOf(dataset.id),
      versions.map((version, at) => rowOf(version, dataset, at)),
    )
  }
  await insert(
    warehouse,
    sql`themes.openings`,
    world.openings.map(({ dataset_id, mode, month, from, until }) => [dataset_id, mode, month, from, until]),
  )
  await insert(
    warehouse,
    sql`themes.completions`,
    world.completions.map(({ dataset_id, mode, month, from }) => [dataset_id, mode, month, from]),
  )
  await insert(
    warehouse,
    sql`themes.coverage`,
    world.coverage.map(({ dataset_id, mode, from }) => [dataset_id, mode, from]),
  )
  await insert(
    warehouse,
    sql`themes.firm_coverage`,
    (world.pulls ?? []).map(({ dataset_id, mode, enterprise_id, from }) => [
      ...[dataset_id, mode, enterprise_id, from, 1],
    ]),
  )
}

function rowOf(version: Version, dataset: DatasetDefinition, row_no: number): readonly Cell[] {
  const period =
    dataset.month !== undefined && 'from' in dataset.month
      ? [version.fields.period_month ?? null, version.fields.period_span ?? null]
      : []
  return [
    version.enterprise_id,
    ...dataset.fields.map(({ id }) => version.fields[id] ?? null),
    ...period,
    version.known_at,
    version.superseded_at,
    version.intake_at,
    version.closed_at,
    version.is_tombstone,
    version.assumed ? 1 : 0,
    1,
    row_no,
  ]
}

// By a file, for a statement of so many constants takes longer to read than the facts to write.
async function insert(warehouse: Warehouse, table: Sql, rows: readonly (readonly Cell[])[]): Promise<void> {
  if (rows.length === 0) return
  const file = join(mkdtempSync(join(tmpdir(), 'xinqiao-')), 'rows.csv')
  writeFileSync(file, rows.map((row) => row.map((cell) => cell ?? 'NULL').join(',')).join('\n'))
  await warehouse.run(sql`COPY ${table} FROM ${literal(file)} (HEADER false, NULLSTR 'NULL')`)
  rmSync(dirname(file), { recursive: true })
}
