import type { Instant, Json } from '#kernel'
import { answerAt } from './desk.ts'
import type { Answerer, Tell } from './line.ts'
import type { Office } from './office.ts'
import { type Stage, stageText } from './words.ts'

/** What writes into the warehouse, and the stage of work at which it begins. */
const writes: Readonly<Record<string, Stage>> = {
  ingest: 'load',
  pull: 'load',
  snapshot_release: 'load',
  snapshot_decide: 'load',
  quarantine_replay: 'replay',
  quarantine_mend: 'replay',
  quarantine_decide: 'replay',
  quarantine_replay_all: 'replay',
  annotate: 'load',
  annotation_end: 'load',
  purge: 'load',
  night: 'profiles',
  identity_merge: 'load',
  identity_split: 'load',
  identity_succeed: 'load',
  identity_unsucceed: 'load',
}

/** How far the work is that is in hand. */
interface InHand {
  readonly stage: Stage
  readonly file: string | null
  readonly done: number
  readonly total: number
  readonly since: Instant
}

/**
 * Answers what is asked of an office: what writes takes turns and is followed by `refresh`, what only reads runs beside
 * it. `loading` tells what is in hand; `night` is what a new day asks for, in its turn, so that no picture drawn before
 * a write is put in place after it.
 */
export function turnsOf(
  office: Office,
  refresh: () => Promise<void>,
  night: () => Promise<void> = async () => {},
): Answerer {
  let last: Promise<unknown> = Promise.resolve()
  let in_hand: InHand | null = null
  const write = async (stage: Stage, name: string, args: unknown, tell: Tell): Promise<Json> => {
    in_hand = { stage, file: null, done: 0, total: 1, since: office.clock() }
    try {
      const answer = await doing(name, args, (progress) => {
        if (in_hand !== null) in_hand = { ...in_hand, ...placeIn(progress) }
        tell(progress)
      })
      in_hand = { ...in_hand, stage: 'profiles', done: in_hand.total }
      await refresh()
      return answer
    } finally {
      in_hand = null
    }
  }
  const doing = async (name: string, args: unknown, tell: Tell): Promise<Json> => {
    if (name !== 'night') return answerAt(office, name, args, tell)
    await night()
    return null
  }
  return (name, args, tell) => {
    if (name === 'loading') return Promise.resolve({ loading: told(office, in_hand) })
    const stage = writes[name]
    if (stage === undefined) return answerAt(office, name, args, tell)
    const turn = last.then(() => write(stage, name, args, tell))
    last = turn.catch(() => {})
    return turn
  }
}

/** How far a folder of deliveries is, as `ingest` tells it; `text` is for a terminal. */
export interface LoadProgress {
  readonly text: string
  readonly file: string
  readonly done: number
  readonly total: number
}

/** A piece of progress as a terminal shows it. */
export function progressText(progress: Json): string {
  if (typeof progress === 'string') return progress
  const is_load = typeof progress === 'object' && progress !== null && 'text' in progress
  return is_load ? String(progress.text) : JSON.stringify(progress)
}

function placeIn(progress: Json): Partial<InHand> {
  if (typeof progress !== 'object' || progress === null || !('text' in progress)) return {}
  const { file, done, total } = progress as unknown as LoadProgress // what has a text is ingest's own
  return { file, done, total }
}

function told({ definitions }: Office, in_hand: InHand | null): Json {
  if (in_hand === null) return null
  const { stage, ...rest } = in_hand
  return { ...rest, stage: stageText(definitions.words, stage) }
}
