import type { Instant } from '#kernel'
import type { Tx } from '#store'
import { deleteToken, liveToken, upsertToken } from './tokens.sql.ts'

/** What the token endpoint keeps between requests: an assertion that was used, so that it is not used again. */
export interface KeptToken {
  readonly model: string
  readonly id: string
  readonly payload: object
  readonly expires_at: Instant
}

/** Keeps what the token endpoint must know again until it expires, and drops what has expired by `at`. */
export async function keepToken(tx: Tx, token: KeptToken, at: Instant): Promise<void> {
  await tx.run(upsertToken(token, at))
}

/** What was kept and has not expired by `at`; null where nothing was. */
export async function findToken(tx: Tx, model: string, id: string, at: Instant): Promise<object | null> {
  const [token] = await tx.rows<{ payload: object }>(liveToken(model, id, at))
  return token?.payload ?? null
}

/** Forgets what was kept. */
export async function dropToken(tx: Tx, model: string, id: string): Promise<void> {
  await tx.run(deleteToken(model, id))
}
