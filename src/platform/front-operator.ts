import type { Actor, ActorName } from '#access'
import type { Json } from '#kernel'
import { type FrontState, requireVerb } from './front-state.ts'
import { askWorker } from './reach.ts'

/** Which rows of quarantine an operator looks at. */
export interface QuarantineFilter {
  readonly dataset?: string
  readonly code?: string
  readonly state?: 'waiting' | 'replayed' | 'rejected'
}

/** A code or a name, and what else is known of who is meant. */
export interface ResolveQuestion {
  readonly text: string
  readonly region_code?: string
  readonly established_on?: string
}

/** What the operator's staff does with what is delivered; the worker answers, for it holds the warehouse. */
export interface OperatorFront {
  batches(actor: Actor, before: string | undefined): Promise<Json>
  loading(actor: Actor): Promise<Json>
  freshness(actor: Actor): Promise<Json>
  sources(actor: Actor): Promise<Json>
  /** Who owns, runs, controls and guarantees an enterprise, as known at an instant. */
  graph(actor: Actor, uscc: string, as_of: string | undefined): Promise<Json>
  /** Who a code or a name may mean. */
  resolve(actor: Actor, asked: ResolveQuestion): Promise<Json>
  quarantine(actor: Actor, filter: QuarantineFilter & { readonly after?: string }): Promise<Json>
  /** Mends one cell of a row and plays it again. */
  mend(actor: Actor, quarantine_id: string, cell: Cell): Promise<Json>
  replay(actor: Actor, filter: Pick<QuarantineFilter, 'dataset' | 'code'>): Promise<Json>
}

interface Cell {
  readonly column: string
  readonly value: string
}

/** The operator's desk over a bureau's state. */
export function operatorFront({ settings }: FrontState): OperatorFront {
  const ask = (name: string, args: object): Promise<Json> => askWorker(settings, name, args)
  const look = (actor: Actor, name: string, args: object = {}): Promise<Json> => {
    requireVerb(actor, 'intake.read')
    return ask(name, args)
  }
  const act = (actor: Actor, name: string, args: object): Promise<Json> => {
    requireVerb(actor, 'quarantine.replay')
    return ask(name, { actor: nameOf(actor), ...args })
  }
  return {
    batches: async (actor, before) =>
      look(actor, 'batches', before === undefined ? {} : { before: Number(before) }),
    loading: async (actor) => look(actor, 'loading'),
    freshness: async (actor) => look(actor, 'freshness'),
    sources: async (actor) => look(actor, 'sources'),
    async graph(actor, uscc, as_of) {
      requireVerb(actor, 'graph.read')
      return ask('graph', { actor: nameOf(actor), uscc, ...(as_of === undefined ? {} : { as_of }) })
    },
    async resolve(actor, asked) {
      requireVerb(actor, 'identity.read')
      return ask('resolve', asked)
    },
    quarantine: async (actor, filter) => look(actor, 'quarantine_page', filter),
    mend: async (actor, quarantine_id, { column, value }) =>
      act(actor, 'quarantine_mend', { quarantine_id, column, value }),
    replay: async (actor, { dataset, code }) => act(actor, 'quarantine_replay_all', { dataset, code }),
  }
}

function nameOf({ kind, id }: Actor): ActorName {
  return { kind, id }
}
