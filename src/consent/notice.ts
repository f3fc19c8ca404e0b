import type { Instant } from '#kernel'
import type { Tx } from '#store'
import { insertNotices, noticesAfter } from './notices.sql.ts'

export type NoticeEvent =
  | 'consent_granted'
  | 'consent_narrowed'
  | 'consent_paused'
  | 'consent_resumed'
  | 'consent_withdrawal_requested'
  | 'consent_withdrawal_answered'
  | 'consent_withdrawn'
  | 'consent_settled'
  | 'consent_superseded'
  | 'consent_expired'
  | 'consent_requested'
  | 'consent_request_refused'

/** Something that the owner (by its code) or the bank (by its node) must hear of. */
export interface Notice {
  readonly notice_id: number
  readonly addressee: string
  readonly event: NoticeEvent
  readonly consent_id: string | null
  readonly request_id: string | null
  readonly at: Instant
}

export type NewNotice = Omit<Notice, 'notice_id' | 'consent_id' | 'request_id' | 'addressee'> & {
  readonly consent_id?: string
  readonly request_id?: string
}

/** Tells each of the addressees, in the transaction of what happened. */
export async function notify(tx: Tx, addressees: readonly string[], notice: NewNotice): Promise<void> {
  await tx.run(insertNotices(addressees, notice))
}

/** What an addressee was told after a notice, the oldest first; a hundred at most. */
export function noticesTo(tx: Tx, addressee: string, after_notice_id = 0): Promise<readonly Notice[]> {
  return tx.rows<Notice>(noticesAfter(addressee, after_notice_id))
}
