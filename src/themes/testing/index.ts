/** A private warehouse with the region's tables, and files written and loaded in one call. For tests only. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureIdentity } from '#identity'
import { type Instant, instant, Refusal } from '#kernel'
import {
  type BatchReport,
  type DatasetDefinition,
  ensureIntake,
  type IntakeRules,
  readDataset,
  readIntakeRules,
  readSource,
} from '#sources'
import { ensureThemes, type LawClocks, load, readClocks } from '#themes'
import { openDuckDb, type Warehouse } from '#warehouse'

const region = 'regions/shenzhen'

/** A definition of the region by kind and id. */
export function datasetOf(id: string): DatasetDefinition {
  return readDataset(JSON.parse(readFileSync(`${region}/datasets/${id}.json`, 'utf8')), id)
}

/** Every dataset of the region. */
export function allDatasets(): readonly DatasetDefinition[] {
  return readdirSync(`${region}/datasets`).map((file) => datasetOf(file.replace('.json', '')))
}

/** The region's rules of intake. */
export function intakeRules(): IntakeRules {
  return readIntakeRules(JSON.parse(readFileSync(`${region}/intake.json`, 'utf8')), 'intake.json')
}

/** The region's clocks of the law. */
export function lawClocks(): LawClocks {
  return readClocks(JSON.parse(readFileSync(`${region}/clocks.json`, 'utf8')), 'clocks.json')
}

/**
 * A warehouse in memory with the tables that loading needs: the register's, which snapshots are held against. Those of
 * another dataset are made when it is first loaded, or here where they are read without: the region's hundred and fifty would take as long as a whole test.
 */
export async function openTestWarehouse(
  datasets: readonly DatasetDefinition[] = [datasetOf('reg_entity_base')],
): Promise<Warehouse> {
  const warehouse = await openDuckDb({ file: ':memory:', threads: 2 })
  await ensureIdentity(warehouse)
  await ensureIntake(warehouse)
  await ensureThemes(warehouse, datasets)
  return warehouse
}

export interface Delivery {
  readonly dataset: string
  readonly known_at: string
  readonly source?: string
  readonly complete?: boolean
  /** Whether a person has looked at its rows. */
  readonly is_looked_at?: boolean
  readonly backfill?: boolean
  /** The one firm of which its source was asked. */
  readonly of_firm?: string
  /** That the file is a full snapshot, and whether a person lets it in. */
  readonly snapshot?: 'judged' | 'released'
  /** Where files are decoded to; a folder of the machine's unless told, for a file may lie where nothing is to be written. */
  readonly scratch_dir?: string
  /** Rules of intake that are other than the region's. */
  readonly rules?: Partial<IntakeRules>
}

/** Writes a text (or bytes) as a file of the name and loads it. */
export function loadText(
  warehouse: Warehouse,
  content: string | Uint8Array,
  delivery: Delivery,
  name = 'delivery.csv',
): Promise<BatchReport> {
  const file = join(mkdtempSync(join(tmpdir(), 'xinqiao-')), name)
  writeFileSync(file, content)
  return loadFile(warehouse, file, delivery)
}

/** Loads a file that stands somewhere. */
export async function loadFile(warehouse: Warehouse, file: string, delivery: Delivery): Promise<BatchReport> {
  const source =
    delivery.source === undefined
      ? undefined
      : readSource(
          JSON.parse(readFileSync(`${region}/sources/${delivery.source}.json`, 'utf8')),
          delivery.source,
        )
  const now = (): Instant => instant('2026-11-23T12:00:00')
  const dataset = datasetOf(delivery.dataset)
  await ensureThemes(warehouse, [dataset, ...comparedWith(dataset)])
  return load(
    warehouse,
    {
      file,
      dataset,
      source,
      rules: { ...intakeRules(), ...delivery.rules },
      known_at: instant(delivery.known_at),
      complete: delivery.complete ?? false,
      is_looked_at: delivery.is_looked_at ?? false,
      backfill: delivery.backfill ?? false,
      of_firm: delivery.of_firm,
      scratch_dir: delivery.scratch_dir ?? join(tmpdir(), 'xinqiao-scratch'),
      datasets: allDatasets(),
      snapshot:
        delivery.snapshot === undefined
          ? undefined
          : { held_dir: join(file, '..', 'held'), is_released: delivery.snapshot === 'released' },
    },
    now,
  )
}

// What a dataset is compared with once it is loaded has its tables too, as in an office.
function comparedWith({ id }: DatasetDefinition): readonly DatasetDefinition[] {
  return allDatasets().filter(
    (other) =>
      (datasetOf(id).quality?.across ?? []).some(({ dataset }) => dataset === other.id) ||
      (other.quality?.across ?? []).some(({ dataset }) => dataset === id),
  )
}

/** Requires that a work is refused with a code. */
export async function refused(code: string, work: () => Promise<unknown>): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof Refusal, String(error))
    assert.equal(error.code, code)
    return true
  })
}
