import { Webhook } from 'standardwebhooks'
import { type Actor, ancestorsOf, requireRole } from '#access'
import {
  type Delivery,
  deliveriesOf,
  deliveryById,
  handOver,
  markDelivery,
  putWebhook,
  webhookGone,
  webhookOf,
  webhookSecret,
} from '#consent'
import { type Instant, Refusal } from '#kernel'
import type { Store } from '#store'
import type { FrontState } from './front-state.ts'
import { queueDelivery } from './jobs.sql.ts'

const answer_within_ms = 10_000
const gone = 'the bank answered 410'

/** With the pauses of the queue the tenth try comes about six hours after the first. */
export const delivery_attempts = 10

/** An institution's webhook and what was sent there lately; the secret is said once, when it is put. */
export interface WebhookView {
  readonly url: string
  /** When it was switched off, for it answered that it is gone; null while it is in use. */
  readonly gone_at: Instant | null
  readonly deliveries: readonly Omit<Delivery, 'notice_id' | 'institution_id'>[]
}

/** What a bank's machine does with its webhook. */
export interface WebhooksFront {
  put(actor: Actor, url: string): Promise<{ readonly url: string; readonly secret: string }>
  read(actor: Actor): Promise<WebhookView>
}

/** The webhooks of institutions over a bureau's state. */
export function webhooksFront({ store, clock, bureau }: FrontState): WebhooksFront {
  return {
    async put(actor, url) {
      requireRole(actor, 'consent.request')
      const secret = `whsec_${Buffer.from(bureau.counter.random(32)).toString('base64')}`
      await putWebhook(
        store,
        bureau.keys.lock,
        { institution_id: actor.institution_id, url, secret },
        clock(),
      )
      return { url, secret }
    },
    async read(actor) {
      requireRole(actor, 'consent.request')
      const { url, gone_at } = await webhookOf(store, actor.institution_id)
      const kept = await deliveriesOf(store, actor.institution_id)
      return { url, gone_at, deliveries: kept.map(({ notice_id: _, institution_id: __, ...sent }) => sent) }
    },
  }
}

/** Hands what waits over to the queue: notice, delivery and job in one transaction. Gives back how many. */
export function queueWebhooks({ store, clock }: FrontState): Promise<number> {
  return store.transaction(async (tx) => {
    const made = await handOver(tx, (addressee) => institutionsAbove(store, addressee), clock())
    for (const { delivery_id } of made) await tx.rows(queueDelivery(delivery_id, delivery_attempts))
    return made.length
  })
}

/**
 * Sends one delivery, signed by Standard Webhooks. Fails where it does not arrive, for the queue to try again; an
 * address that answers that it is gone is not tried again, and switched off where it is the institution's own.
 */
export async function sendWebhook(
  { store, clock, bureau }: FrontState,
  delivery_id: string,
  { is_last, left }: { readonly is_last: boolean; readonly left?: AbortSignal | undefined },
): Promise<void> {
  const delivery = await deliveryById(store, delivery_id)
  if (delivery === null || delivery.status === 'delivered') return
  const secret = await webhookSecret(store, bureau.keys.lock, delivery.institution_id)
  const problem = await problemOfPosting(delivery, secret, new Date(clock()), left)
  const is_over = is_last || problem === gone
  const status = problem === null ? 'delivered' : is_over ? 'given_up' : 'waiting'
  await markDelivery(store, delivery_id, { status, last_problem: problem }, clock())
  if (problem === gone) return webhookGone(store, delivery, clock())
  if (problem !== null) throw new Error(`webhook ${delivery_id} to ${delivery.url}: ${problem}`)
}

async function problemOfPosting(
  { delivery_id, url, body }: Delivery,
  secret: string,
  at: Date,
  left: AbortSignal | undefined,
): Promise<string | null> {
  const headers = {
    'content-type': 'application/json',
    'webhook-id': delivery_id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(delivery_id, at, body),
  }
  const late = AbortSignal.timeout(answer_within_ms)
  const signal = left === undefined ? late : AbortSignal.any([late, left])
  try {
    // A redirect would carry a signed message to an address that nobody checked.
    const { status, ok } = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' })
    return ok ? null : `the bank answered ${status}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

// A notice goes to an owner by its code, or to a bank by its node.
async function institutionsAbove(store: Store, addressee: string): Promise<readonly string[]> {
  try {
    return await ancestorsOf(store, addressee)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'institution_unknown') return []
    throw error
  }
}
