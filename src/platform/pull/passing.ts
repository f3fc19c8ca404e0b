import { rmSync } from 'node:fs'
import { ensureIdentity } from '#identity'
import { ensureIndicators } from '#indicators'
import { type Clock, type Instant, Refusal } from '#kernel'
import { type DatasetDefinition, ensureIntake, type IntakeRules, type SourceDefinition } from '#sources'
import { ensureThemes, load } from '#themes'
import { openDuckDb, type Warehouse } from '#warehouse'
import type { PulledRow } from './ask-source.ts'
import { writeRows } from './write-rows.ts'

/** Rows of one dataset that are looked at and not kept. */
export interface PassingRows {
  readonly dataset: DatasetDefinition
  readonly source?: SourceDefinition
  readonly rows: readonly PulledRow[]
  readonly known_at: Instant
}

/** What rows are taken in with. */
export interface Taking {
  readonly rules: IntakeRules
  readonly scratch_dir: string
  readonly clock: Clock
}

/** Opens a warehouse in memory with the tables of some datasets, which is gone when it is closed. */
export async function openPassing(datasets: readonly DatasetDefinition[]): Promise<Warehouse> {
  // A reader sets aside 256 MB for the longest line that may come, and touches none of it.
  const warehouse = await openDuckDb({ file: ':memory:', memory_limit: '1GB', threads: 1 })
  await ensureIdentity(warehouse)
  await ensureIntake(warehouse)
  await ensureThemes(warehouse, datasets)
  await ensureIndicators(warehouse)
  return warehouse
}

/** Takes rows in by the rules of every delivery, or that there are none; false where one of them cannot be taken. */
export async function takeRows(warehouse: Warehouse, taking: Taking, passing: PassingRows): Promise<boolean> {
  const { rules, scratch_dir, clock } = taking
  const { dataset, source, rows, known_at } = passing
  const file = writeRows(scratch_dir, dataset, rows)
  const request = { file, dataset, source, rules, known_at, scratch_dir, complete: false, backfill: false }
  try {
    return (await load(warehouse, request, clock)).quarantined === 0
  } catch (error) {
    if (error instanceof Refusal) return false // a delivery that cannot be one
    throw error
  } finally {
    rmSync(file, { force: true })
  }
}
