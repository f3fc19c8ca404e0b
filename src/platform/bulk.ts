import { append, type Entry, openLog, seal } from '#audit'
import type { Instant } from '#kernel'
import { openKeys } from '#store'
import type { Office } from './office.ts'

/** What an operator read of many enterprises at once. */
export interface BulkReading {
  readonly act: 'indicators.compute' | 'backtest.run'
  readonly datasets: readonly string[]
  readonly fields: readonly string[]
  readonly as_of?: Instant
}

/** Writes that many were read into the audit log, and seals it; without that nothing is handed out. */
export function recordBulk(office: Office, { act, datasets, fields, as_of }: BulkReading): Promise<void> {
  const instant = as_of === undefined ? {} : { as_of }
  return recordEntry(office, { kind: 'bulk', act, datasets, fields, ...instant })
}

/** Writes an entry into the audit log from an office, and seals it. */
export async function recordEntry(office: Office, entry: Omit<Entry, 'at'>): Promise<void> {
  const { settings, clock, random } = office
  const store = await office.store()
  const keys = openKeys({ dir: settings.keys_dir, suite: settings.digest_suite })
  const log = await store.transaction(async (tx) => {
    const opened = await openLog(tx, { suite: settings.digest_suite, random }, clock())
    await append(tx, opened, [{ ...entry, at: clock() }])
    return opened
  })
  await seal(store, { log, signer: keys.tree_head.signer, clock })
}
