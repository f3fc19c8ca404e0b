import type { DigestSuite, Instant } from '#kernel'
import type { Tx } from '#store'
import { refuse } from '../refusals.ts'
import { insertLog, theLog } from './log.sql.ts'

/** The log as it is written to: its suite, and where salts come from. */
export interface AuditLog {
  readonly suite: DigestSuite
  readonly random: (bytes: number) => Uint8Array
}

/** The log, made in this suite where there is none. Refuses with `log_suite_fixed` to go on in another. */
export async function openLog(tx: Tx, { suite, random }: AuditLog, at: Instant): Promise<AuditLog> {
  await tx.run(insertLog(suite, at))
  const [log] = await tx.rows<{ digest_suite: DigestSuite }>(theLog())
  const kept = log?.digest_suite ?? suite
  if (kept !== suite) throw refuse('log_suite_fixed', { kept, asked: suite })
  return { suite, random }
}
