/** A log for a test: its store, its keys, and entries to append. */
import { type AuditLog, auditMigrations, type Entry, openLog, type SealSettings } from '#audit'
import { type DigestSuite, digest, type Instant, instant } from '#kernel'
import { generateKey, type Jwk, publicHalf, type Store, signerOf } from '#store'
import { openTestStore } from '#store/testing'

export interface TestLog extends AsyncDisposable {
  readonly store: Store
  readonly log: AuditLog
  readonly sealing: SealSettings
  readonly keys: readonly Jwk[]
}

/** The instant at which tests happen. */
export const now: Instant = instant('2026-06-30T10:00:00Z')

/** An empty log with a key of its own. */
export async function openTestLog(suite: DigestSuite = 'intl'): Promise<TestLog> {
  const store = await openTestStore(auditMigrations)
  const key = generateKey(suite)
  const log = await store.transaction((tx) => openLog(tx, { suite, random: countedRandom() }, now))
  return {
    store,
    log,
    sealing: { log, signer: signerOf(key), clock: () => now },
    keys: [publicHalf(key)],
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}

/** So many entries, each of another subject. */
export function entries(count: number, change: Partial<Entry> = {}): readonly Entry[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'disclosure',
    at: now,
    institution_id: 'bank-a',
    request_id: `r-${index}`,
    product_id: 'P08',
    uscc: `subject-${index}`,
    as_of: now,
    datasets: ['ss_headcount_monthly', 'tax_declaration_monthly'],
    answer_digest: digest('intl', String(index)).toString('hex'),
    ...change,
  }))
}

function countedRandom(): (bytes: number) => Uint8Array {
  let drawn = 0
  return (bytes) => digest('intl', `salt ${drawn++}`).subarray(0, bytes)
}
