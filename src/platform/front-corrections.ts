import { type Actor, institutionsBelow } from '#access'
import { type CorrectionEvent, correctionsOf } from '#products'
import { type FrontState, requireVerb } from './front-state.ts'
import { correctionText, type Text } from './words.ts'

const page_n = 100

/** A correction as the institution sees it that was shown what does not stand any more. */
export interface CorrectionView extends Omit<CorrectionEvent, 'dataset' | 'correction_id'> {
  readonly correction_id: string
  readonly sentence: Text
  /** Null where no more may be said than that something is provided no longer (REQ-REP-01). */
  readonly dataset: string | null
}

/** What an institution was shown and does not stand any more. */
export interface CorrectionsFront {
  /** Those after one, the oldest first: of one's own node and of those below it. */
  list(
    actor: Actor,
    after: string | undefined,
  ): Promise<{ readonly rows: readonly CorrectionView[]; readonly next: string | null }>
}

/** The corrections of a bureau, each to those who were shown what fell. */
export function correctionsFront({ store, definitions }: FrontState): CorrectionsFront {
  return {
    async list(actor, after = '0') {
      requireVerb(actor, 'correction.read')
      const tree = await institutionsBelow(store, actor.institution_id)
      const ids = tree.map(({ institution_id }) => institution_id)
      const told = await store.transaction((tx) => correctionsOf(tx, ids, Number(after), page_n + 1))
      const rows = told.slice(0, page_n).map((event) => ({
        ...event,
        correction_id: String(event.correction_id),
        dataset: event.kind === 'stopped' ? null : event.dataset,
        sentence: correctionText(definitions.words, event.kind),
      }))
      return { rows, next: told.length > page_n ? (rows.at(-1)?.correction_id ?? null) : null }
    },
  }
}
