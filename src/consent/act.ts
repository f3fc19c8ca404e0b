import { type AuditLog, append, type Entry } from '#audit'
import type { Instant } from '#kernel'
import type { Tx } from '#store'

/** Who acts, when, and the log that says so: a client or a person of an institution, or the owner itself. */
export interface Acting {
  readonly at: Instant
  readonly log: AuditLog
  readonly institution_id?: string
  readonly client_id?: string
  readonly person_id?: string
}

/** Writes the act into the audit log. */
export async function recordAct(
  tx: Tx,
  { log, ...who }: Acting,
  what: Pick<Entry, 'act' | 'uscc' | 'consent_id' | 'consent_version' | 'purpose'>,
): Promise<void> {
  await append(tx, log, [{ kind: 'act', ...who, ...what }])
}
