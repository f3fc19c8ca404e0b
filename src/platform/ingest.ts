import { basename } from 'node:path'
import { Type } from 'typebox'
import { dayOf, type Json, readerOf } from '#kernel'
import { type BatchReport, requireSource } from '#sources'
import { load } from '#themes'
import { type Delivery, gatherDeliveries } from './deliveries.ts'
import type { Tell } from './line.ts'
import { heldOf, type Office, scratchOf } from './office.ts'
import type { LoadProgress } from './turns.ts'

export const IngestArgs = Type.Object(
  {
    paths: Type.Array(Type.String(), { minItems: 1 }),
    dataset: Type.Optional(Type.String()),
    source: Type.Optional(Type.String()),
    known_at: Type.Optional(Type.String()),
    backfill: Type.Optional(Type.Boolean()),
    complete: Type.Optional(Type.Boolean()),
    snapshot: Type.Optional(Type.Boolean()),
    of_firm: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)

const read = readerOf(IngestArgs)

/** Loads files, archives, and folders of deliveries in the order in which they were known. Stops at the first refusal. */
export async function ingest(office: Office, args: unknown, tell: Tell): Promise<Json> {
  using gathered = await gatherDeliveries(office, read(args, 'ingest'))
  const { deliveries } = gathered
  for (const { dataset, source } of deliveries) {
    const delivery = { dataset: dataset.id, source }
    requireSource(office.definitions.sources, delivery, dayOf(office.clock()))
  }
  const batches: BatchReport[] = []
  for (const [index, delivery] of deliveries.entries()) {
    tell(progressOf(delivery, index, deliveries.length))
    batches.push(await loadOne(office, delivery))
  }
  return { batches } as unknown as Json // a report is made of numbers and texts
}

/** Loads one delivery; a held snapshot comes in whole where a person let it in. */
export function loadOne(
  { warehouse, definitions, settings, clock }: Office,
  { is_snapshot, ...delivery }: Delivery,
  is_released = false,
): Promise<BatchReport> {
  const snapshot = is_snapshot ? { held_dir: heldOf(settings), is_released } : undefined
  const { intake: rules, datasets } = definitions
  const request = { ...delivery, rules, datasets, snapshot, scratch_dir: scratchOf(settings) }
  return load(warehouse, request, clock)
}

function progressOf({ file, dataset }: Delivery, done: number, total: number): Json {
  const name = basename(file)
  const progress: LoadProgress = {
    text: `${done + 1}/${total} ${name} → ${dataset.id}`,
    file: name,
    done,
    total,
  }
  return { ...progress }
}
