import { dayOf, instant, type Json } from '#kernel'
import { listBatches } from '#sources'
import { examine } from './examine/examine.ts'
import type { Office } from './office.ts'

/**
 * What an operator should look at: what of the definitions is not as it must be, who reads each dataset, and batches
 * that were loaded as if known at another time than they were.
 */
export async function doctor({ warehouse, settings, definitions, clock }: Office): Promise<Json> {
  const { findings, readers, read_by_drafts } = examine(definitions, dayOf(clock()))
  const batches = await listBatches(warehouse)
  const moved = batches.filter(
    ({ known_at, loaded_at }) => instant(known_at) > instant(loaded_at) || dayApart(known_at, loaded_at),
  )
  return {
    findings: findings.map((finding) => ({ ...finding, text: { ...finding.text } })),
    readers: Object.fromEntries(Object.entries(readers).map(([dataset, names]) => [dataset, [...names]])),
    read_by_drafts: [...read_by_drafts],
    data_dir: settings.data_dir,
    batches: batches.length,
    known_elsewhen: moved.map(({ batch_id, file, dataset, known_at, loaded_at }) => ({
      batch_id,
      file,
      dataset,
      known_at,
      loaded_at,
    })),
  }
}

// A batch that was given a --known-at; one that was not is known within the seconds of its own load.
function dayApart(known_at: string, loaded_at: string): boolean {
  return Math.abs(Date.parse(loaded_at) - Date.parse(known_at)) > 3_600_000
}
