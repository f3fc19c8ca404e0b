import type { Instant } from '#kernel'
import type { Tx } from '#store'
import type { NoticeEvent } from '../notice.ts'
import type { Webhook } from './webhook.ts'
import {
  insertDelivery,
  latestDeliveries,
  takeNotices,
  theDelivery,
  theWebhook,
  tryDelivery,
} from './webhooks.sql.ts'

/** One message to a webhook: kept before it is sent, tried until it arrives or is given up. */
export interface Delivery {
  readonly delivery_id: string
  readonly notice_id: number
  readonly institution_id: string
  readonly url: string
  readonly body: string
  readonly status: 'waiting' | 'delivered' | 'given_up'
  readonly attempts: number
  readonly last_problem: string | null
  readonly made_at: Instant
  readonly done_at: Instant | null
}

/** What a bank is told under which name; what concerns the owner alone has none. */
const event_types: Readonly<Record<NoticeEvent, string | null>> = {
  consent_granted: 'consent.granted',
  consent_narrowed: 'consent.narrowed',
  consent_paused: 'consent.paused',
  consent_resumed: 'consent.resumed',
  consent_withdrawal_requested: 'consent.withdrawal_requested',
  consent_withdrawal_answered: 'consent.withdrawal_answered',
  consent_withdrawn: 'consent.withdrawn',
  consent_settled: 'consent.settled',
  consent_superseded: 'consent.superseded',
  consent_expired: 'consent.expired',
  consent_requested: null,
  consent_request_refused: 'consent.refused',
}

const notices_at_once = 200

interface TakenNotice {
  readonly notice_id: number
  readonly addressee: string
  readonly event: NoticeEvent
  readonly at: Instant
  readonly consent_id: string | null
  readonly request_id: string | null
  readonly uscc: string
  readonly status: string
  readonly version: number | null
  readonly webhook_url: string | null
}

/**
 * Takes the notices that wait and keeps a delivery for each that a webhook is to hear of; gives those back. `above`
 * says which institutions may hear for an addressee, the nearest first: none for an owner.
 */
export async function handOver(
  tx: Tx,
  above: (addressee: string) => Promise<readonly string[]>,
  at: Instant,
): Promise<readonly Delivery[]> {
  const made: Delivery[] = []
  for (const notice of await tx.rows<TakenNotice>(takeNotices(at, notices_at_once))) {
    const type = event_types[notice.event]
    const webhook = type === null ? null : await nearestOf(tx, await above(notice.addressee))
    if (type === null || webhook === null) continue
    const delivery = deliveryOf(notice, type, webhook, at)
    await tx.run(insertDelivery(delivery))
    made.push(delivery)
  }
  return made
}

/** The delivery of an id; null where there is none. */
export async function deliveryById(tx: Tx, delivery_id: string): Promise<Delivery | null> {
  const [delivery] = await tx.rows<Delivery>(theDelivery(delivery_id))
  return delivery ?? null
}

/** What was sent to an institution, the newest first; fifty at most. */
export function deliveriesOf(tx: Tx, institution_id: string): Promise<readonly Delivery[]> {
  return tx.rows<Delivery>(latestDeliveries(institution_id))
}

/** Counts a try of a delivery, and how it ended. */
export async function markDelivery(
  tx: Tx,
  delivery_id: string,
  outcome: Pick<Delivery, 'status' | 'last_problem'>,
  at: Instant,
): Promise<void> {
  await tx.run(tryDelivery(delivery_id, outcome, at))
}

async function nearestOf(tx: Tx, institution_ids: readonly string[]): Promise<Webhook | null> {
  for (const institution_id of institution_ids) {
    const [webhook] = await tx.rows<Webhook>(theWebhook(institution_id))
    if (webhook !== undefined) return webhook.gone_at === null ? webhook : null
  }
  return null
}

function deliveryOf(
  notice: TakenNotice,
  type: string,
  { institution_id, url }: Webhook,
  at: Instant,
): Delivery {
  const { notice_id, consent_id, request_id, uscc, status, version, webhook_url } = notice
  const data = { consent_id, version, request_id, uscc, status }
  return {
    ...{ delivery_id: `msg_${notice_id}`, notice_id, institution_id, url: webhook_url ?? url },
    body: JSON.stringify({ type, timestamp: notice.at, data }),
    ...{ status: 'waiting', attempts: 0, last_problem: null, made_at: at, done_at: null },
  }
}
