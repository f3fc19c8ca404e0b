import type { DatasetDefinition } from '#sources'
import type { Warehouse } from '#warehouse'
import type { Law } from './lawful.sql.ts'
import { countDeleted, deletedBy, deleteRows, heldWhole, type Purged, type PurgeRule } from './purge.sql.ts'

/** What a purge came to, or would. */
export interface PurgeReport {
  readonly is_dry_run: boolean
  readonly purged: readonly Purged[]
  /** Datasets that a legal hold keeps whole. */
  readonly held: readonly string[]
}

const rules: readonly PurgeRule[] = ['natural_negative', 'retention']

/**
 * Deletes what may be kept no longer (REQ-NEG-02, REQ-PI-03), whole or not at all, and keeps how much it was; a dry run
 * only counts. A dataset under a legal hold is left as it is.
 */
export function purge(
  warehouse: Warehouse,
  datasets: readonly DatasetDefinition[],
  law: Law,
  is_dry_run: boolean,
): Promise<PurgeReport> {
  return warehouse.session(async (session) => {
    const held = await heldWhole(session, law.asked_at)
    const free = datasets.filter(({ id }) => !held.includes(id))
    const purged = await session.transaction(async () => {
      const done: Purged[] = []
      for (const dataset of free)
        for (const rule of rules) {
          const condition = deletedBy(rule, dataset, law)
          const found = condition === null ? null : await countDeleted(session, dataset, rule, condition)
          if (condition === null || found === null) continue
          if (!is_dry_run) await deleteRows(session, dataset, condition, found, law)
          done.push(found)
        }
      return done
    })
    return { is_dry_run, purged, held }
  })
}
