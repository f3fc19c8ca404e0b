import { type Actor, actorInLog, requireRole, type Verb } from '#access'
import type { Acting } from '#consent'
import type { Clock } from '#kernel'
import type { Store } from '#store'
import type { Bureau } from './counter.ts'
import type { Definitions } from './definitions.ts'
import type { Settings } from './settings.ts'

/** What a front stands on: the store and counter of a bureau; the worker is behind its socket. */
export interface FrontState {
  readonly settings: Settings
  readonly definitions: Definitions
  readonly bureau: Bureau
  readonly store: Store
  readonly clock: Clock
}

/** Lets those pass who may. */
export function requireVerb(actor: Actor, verb: Verb): void {
  requireRole(actor, verb)
}

/** Who acts, for the acts of consent. */
export function actingAs({ bureau, clock }: FrontState, actor: Actor): Acting {
  return { at: clock(), log: bureau.counter.log, ...actorInLog(actor) }
}
