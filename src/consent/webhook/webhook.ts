import type { Instant } from '#kernel'
import type { LockedSecret, SecretLock, Store, Tx } from '#store'
import { refuse } from '../refusals.ts'
import { safeUrl } from '../session/url.ts'
import {
  lockSecret,
  openSecrets,
  rewriteWebhooks,
  switchOff,
  theWebhook,
  upsertWebhook,
} from './webhooks.sql.ts'

/** Where an institution hears of what happens to consents. */
export interface Webhook {
  readonly institution_id: string
  readonly url: string
  /** When it answered that it is gone (410), since when nothing is sent there; null while it is in use. */
  readonly gone_at: Instant | null
}

/** A webhook with the secret that signs what it is sent. */
export type NewWebhook = Omit<Webhook, 'gone_at'> & { readonly secret: string }

/** A webhook as it is kept, its secret locked. */
export type LockedWebhook = Omit<Webhook, 'gone_at'> & LockedSecret

/** Puts an institution's webhook in place of the one before. Refuses an address as a hosted page does. */
export async function putWebhook(
  tx: Tx,
  lock: SecretLock,
  { secret, ...webhook }: NewWebhook,
  at: Instant,
): Promise<void> {
  safeUrl('url', webhook.url)
  await tx.run(upsertWebhook({ ...webhook, ...lock.lock(secret, ownerOf(webhook.institution_id)) }, at))
}

/** Locks the secrets that were kept open by an older version; gives back how many. */
export async function lockWebhooks(store: Store, lock: SecretLock): Promise<number> {
  const locked = await store.transaction(async (tx) => {
    const open = await tx.rows<{ institution_id: string; secret: string }>(openSecrets())
    for (const { institution_id, secret } of open)
      await tx.run(lockSecret(institution_id, lock.lock(secret, ownerOf(institution_id))))
    return open.length
  })
  if (locked > 0) await store.run(rewriteWebhooks())
  return locked
}

/** Switches an institution's webhook off, whose address answered that it is gone; putting it again switches it on. */
export async function webhookGone(
  tx: Tx,
  { institution_id, url }: Pick<Webhook, 'institution_id' | 'url'>,
  at: Instant,
): Promise<void> {
  await tx.run(switchOff(institution_id, url, at))
}

/** The webhook of an institution. Refuses with `webhook_unknown`. */
export async function webhookOf(tx: Tx, institution_id: string): Promise<Webhook> {
  const { url, gone_at } = await keptOf(tx, institution_id)
  return { institution_id, url, gone_at }
}

/** The secret that signs what an institution's webhook is sent. Refuses with `webhook_unknown`. */
export async function webhookSecret(tx: Tx, lock: SecretLock, institution_id: string): Promise<string> {
  return lock.unlock(await keptOf(tx, institution_id), ownerOf(institution_id))
}

async function keptOf(tx: Tx, institution_id: string): Promise<Webhook & LockedSecret> {
  const [webhook] = await tx.rows<Webhook & LockedSecret>(theWebhook(institution_id))
  if (webhook === undefined) throw refuse('webhook_unknown', { institution_id })
  return webhook
}

function ownerOf(institution_id: string): string {
  return `webhook ${institution_id}`
}
