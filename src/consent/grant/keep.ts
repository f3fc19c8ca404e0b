import type { Tx } from '#store'
import { type Acting, recordAct } from '../act.ts'
import type { ConsentStatus } from '../consent.ts'
import { type NoticeEvent, notify } from '../notice.ts'
import { refuse } from '../refusals.ts'
import { insertVersion, type KeptGrant, updateGrant } from './grants.sql.ts'

export type Act =
  | 'narrow'
  | 'pause'
  | 'resume'
  | 'withdraw'
  | 'request_termination'
  | 'decline_termination'
  | 'settle'
  | 'supersede'
  | 'expire'

const running = ['granted', 'narrowed', 'termination_requested'] as const

/** From which states each act leads on. */
const from: Readonly<Record<Act, readonly ConsentStatus[]>> = {
  narrow: running,
  pause: ['granted', 'narrowed'],
  resume: ['paused'],
  withdraw: [...running, 'paused'],
  request_termination: ['granted', 'narrowed', 'paused'],
  decline_termination: ['termination_requested'],
  settle: [...running, 'paused'],
  supersede: [...running, 'paused'],
  expire: [...running, 'paused'],
}

const events: Readonly<Record<Act, NoticeEvent>> = {
  narrow: 'consent_narrowed',
  pause: 'consent_paused',
  resume: 'consent_resumed',
  withdraw: 'consent_withdrawn',
  request_termination: 'consent_withdrawal_requested',
  decline_termination: 'consent_withdrawal_answered',
  settle: 'consent_settled',
  supersede: 'consent_superseded',
  expire: 'consent_expired',
}

/** The locked grant after an act, as its next version; both sides are told. Refuses with `consent_state`. */
export async function changed(
  tx: Tx,
  grant: KeptGrant,
  act: Act,
  change: Partial<KeptGrant>,
  acting: Acting,
): Promise<KeptGrant> {
  const { consent_id, status, uscc, node_id, purpose } = grant
  if (!from[act].includes(status)) throw refuse('consent_state', { consent_id, status, act })
  const next = { ...grant, ...change, version: grant.version + 1 }
  await tx.run(updateGrant(next))
  await tx.run(insertVersion(next, act, acting.at))
  await notify(tx, [uscc, node_id], { event: events[act], consent_id, at: acting.at })
  const consent_version = next.version
  await recordAct(tx, acting, { act: `consent.${act}`, uscc, consent_id, consent_version, purpose })
  return next
}
