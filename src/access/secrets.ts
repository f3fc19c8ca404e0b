import type { SecretLock, Store, Tx } from '#store'
import { keepPassword, type PasswordCost, password_cost } from './password.ts'
import { lockSecret, openSecrets, rewriteSecrets, upsertSecrets } from './sign-in.sql.ts'

/** With what secrets are kept. */
export interface SecretSettings {
  readonly random: (bytes: number) => Uint8Array
  readonly lock: SecretLock
  readonly cost?: PasswordCost
}

export interface NewSecrets {
  readonly person_id: string
  readonly password: string
  /** The second factor's secret, in base32. */
  readonly totp_secret: string
}

/** Gives a person its password and second factor, in place of earlier ones. */
export async function setSecrets(
  tx: Tx,
  { person_id, password, totp_secret }: NewSecrets,
  { random, lock, cost = password_cost }: SecretSettings,
): Promise<void> {
  const kept = await keepPassword(password, random(16), cost)
  await tx.run(upsertSecrets(person_id, kept, lock.lock(totp_secret, boundTo(person_id))))
}

/** Locks the second factors that were kept open by an older version; gives back how many. */
export async function lockSecrets(store: Store, lock: SecretLock): Promise<number> {
  const locked = await store.transaction(async (tx) => {
    const open = await tx.rows<{ person_id: string; totp_secret: string }>(openSecrets())
    for (const { person_id, totp_secret } of open)
      await tx.run(lockSecret(person_id, lock.lock(totp_secret, boundTo(person_id))))
    return open.length
  })
  if (locked > 0) await store.run(rewriteSecrets())
  return locked
}

/** What a second factor's secret is bound to where it is kept: one person's opens for no other. */
export function boundTo(person_id: string): string {
  return `person ${person_id}`
}
