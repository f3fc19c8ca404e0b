import type { Actor } from '#access'
import type { Json } from '#kernel'
import { type FrontState, requireVerb } from './front-state.ts'
import { askWorker } from './reach.ts'

/** What a person makes of what waits, and why. */
export interface Decision {
  readonly decision: 'release' | 'reject'
  readonly note: string
}

/** Which cases of two sources that differ are looked at. */
export interface ConflictFilter {
  readonly outcome?: string
  readonly before?: string
}

/** What the operator's staff looks at and decides of the quality of what is delivered. */
export interface QualityFront {
  /** What became of one batch, and what was found of its quality. */
  batch(actor: Actor, batch_id: string): Promise<Json>
  conflicts(actor: Actor, filter: ConflictFilter): Promise<Json>
  /** Lets a row in that was only hard to believe, or turns a row down. */
  decide(actor: Actor, quarantine_id: string, decision: Decision): Promise<Json>
  /** The full snapshots that wait for a person. */
  snapshots(actor: Actor): Promise<Json>
  decideSnapshot(actor: Actor, batch_id: string, decision: Decision): Promise<Json>
}

/** The operator's desk of quality over a bureau's state. */
export function qualityFront({ settings }: FrontState): QualityFront {
  const look = (actor: Actor, name: string, args: object): Promise<Json> => {
    requireVerb(actor, 'intake.read')
    return askWorker(settings, name, args)
  }
  const act = ({ kind, id, ...actor }: Actor, name: string, args: object): Promise<Json> => {
    requireVerb({ kind, id, ...actor }, 'quarantine.replay')
    return askWorker(settings, name, { actor: { kind, id }, ...args })
  }
  return {
    batch: async (actor, batch_id) => look(actor, 'batch', { batch_id: Number(batch_id) }),
    conflicts: async (actor, filter) => look(actor, 'conflicts', filter),
    decide: async (actor, quarantine_id, decision) =>
      act(actor, 'quarantine_decide', { quarantine_id, ...decision }),
    snapshots: async (actor) => look(actor, 'snapshots_page', {}),
    decideSnapshot: async (actor, batch_id, decision) =>
      act(actor, 'snapshot_decide', { batch_id: Number(batch_id), ...decision }),
  }
}
