import type { Actor } from '#access'
import type { Json } from '#kernel'
import { type FrontState, requireVerb } from './front-state.ts'
import { askWorker } from './reach.ts'

/** Which code is answered for by which enterprise, and why. */
export interface MergeBody {
  readonly uscc: string
  readonly member_uscc: string
  readonly note: string
  /** Whether it is only said what it would touch. */
  readonly dry_run?: boolean
}

/** Which company goes on from which individual business, since when, and why. */
export interface SuccessionBody {
  readonly from_uscc: string
  readonly to_uscc: string
  readonly succeeded_on: string
  readonly note: string
}

/** Who is who, as the operator's staff judges it; nothing of it is done by machine. */
export interface IdentityFront {
  list(actor: Actor): Promise<Json>
  merge(actor: Actor, body: MergeBody): Promise<Json>
  split(actor: Actor, merge_id: string, body: Pick<MergeBody, 'note' | 'dry_run'>): Promise<Json>
  succeed(actor: Actor, body: SuccessionBody): Promise<Json>
  unsucceed(actor: Actor, from_uscc: string, note: string): Promise<Json>
}

/** The operator's desk of identity over a bureau's state. */
export function identityFront({ settings }: FrontState): IdentityFront {
  const act = (actor: Actor, name: string, args: object): Promise<Json> => {
    requireVerb(actor, 'identity.merge')
    const { kind, id } = actor
    return askWorker(settings, name, { actor: { kind, id }, ...args })
  }
  return {
    async list(actor) {
      requireVerb(actor, 'identity.read')
      return askWorker(settings, 'identity_list', {})
    },
    merge: async (actor, body) => act(actor, 'identity_merge', body),
    split: async (actor, merge_id, body) =>
      act(actor, 'identity_split', { merge_id: Number(merge_id), ...body }),
    succeed: async (actor, body) => act(actor, 'identity_succeed', body),
    unsucceed: async (actor, from_uscc, note) => act(actor, 'identity_unsucceed', { from_uscc, note }),
  }
}
