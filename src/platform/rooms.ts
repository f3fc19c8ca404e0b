import { accessMigrations, lockSecrets } from '#access'
import { auditMigrations } from '#audit'
import { consentMigrations, lockWebhooks } from '#consent'
import { meteringMigrations } from '#metering'
import { policiesMigrations } from '#policies'
import { productsMigrations } from '#products'
import { profilesMigrations } from '#profiles'
import { sourcesMigrations } from '#sources'
import { type Migration, migrate, type SecretLock, type Store } from '#store'

/** Every room's tables in the store, in the order in which they are made. */
export const migrations: readonly Migration[] = [
  ...auditMigrations,
  ...accessMigrations,
  ...consentMigrations,
  ...meteringMigrations,
  ...sourcesMigrations,
  ...profilesMigrations,
  ...policiesMigrations,
  ...productsMigrations,
]

/** Makes whatever is missing of every room's tables in the store. */
export async function ensureStore(store: Store): Promise<void> {
  await migrate(store, migrations)
}

/** Locks every secret that an older version kept open in the store. */
export async function lockStore(store: Store, lock: SecretLock): Promise<void> {
  await lockSecrets(store, lock)
  await lockWebhooks(store, lock)
}
