import { receiptOf } from '#audit'
import type { Consent } from '#consent'
import type { Instant } from '#kernel'
import type { Tx } from '#store'

/** What an owner keeps of an act on its consent: which version it made, and the leaf of the log that proves it. */
export interface Receipt {
  readonly consent_id: string
  readonly version: number
  readonly signed_at: Instant
  readonly leaf_hash: string
}

/** The receipt of the act that has just made a consent's version. */
export async function receiptFor(
  tx: Tx,
  { consent_id, version, subject }: Pick<Consent, 'consent_id' | 'version' | 'subject'>,
  signed_at: Instant,
): Promise<Receipt> {
  const leaf_hash = await receiptOf(tx, { uscc: subject.uscc, consent_id, consent_version: version })
  if (leaf_hash === null) throw new Error(`the act of ${consent_id} version ${version} has no leaf`)
  return { consent_id, version, signed_at, leaf_hash }
}
