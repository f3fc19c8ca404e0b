import type { Actor, Verb } from '#access'
import type { Json } from '#kernel'
import { type FrontState, requireVerb } from './front-state.ts'
import { askWorker } from './reach.ts'

/** What is said of a fact, and by whom. */
export interface SayingBody {
  readonly dataset: string
  readonly uscc: string
  readonly grain: Readonly<Record<string, string>>
  readonly kind: string
  readonly who: string
  readonly note: string
}

/** Why a dataset is kept whole. */
export interface HoldBody {
  readonly dataset: string
  readonly who: string
  readonly note: string
}

/** What the operator's staff says of facts, and how what may be kept no longer is deleted. */
export interface FactsFront {
  annotations(actor: Actor, uscc: string): Promise<Json>
  annotate(actor: Actor, saying: SayingBody): Promise<Json>
  endAnnotation(actor: Actor, annotation_id: string): Promise<Json>
  /** Deletes what may be kept no longer; a dry run counts it. */
  purge(actor: Actor, dry_run: boolean): Promise<Json>
  hold(actor: Actor, hold: HoldBody): Promise<Json>
  release(actor: Actor, dataset: string): Promise<Json>
}

/** The operator's desk of facts over a bureau's state. */
export function factsFront({ settings }: FrontState): FactsFront {
  const act = (actor: Actor, verb: Verb, name: string, args: object): Promise<Json> => {
    requireVerb(actor, verb)
    const { kind, id } = actor
    return askWorker(settings, name, { actor: { kind, id }, ...args })
  }
  return {
    async annotations(actor, uscc) {
      requireVerb(actor, 'fact.annotate')
      return askWorker(settings, 'annotations', { uscc })
    },
    annotate: async (actor, saying) => act(actor, 'fact.annotate', 'annotate', saying),
    endAnnotation: async (actor, annotation_id) =>
      act(actor, 'fact.annotate', 'annotation_end', { annotation_id: Number(annotation_id) }),
    purge: async (actor, dry_run) => act(actor, 'data.purge', 'purge', { dry_run }),
    hold: async (actor, hold) => act(actor, 'data.purge', 'purge_hold', hold),
    release: async (actor, dataset) => act(actor, 'data.purge', 'purge_release', { dataset }),
  }
}
