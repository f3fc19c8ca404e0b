import { actorInLog } from '#access'
import { append } from '#audit'
import { Refusal } from '#kernel'
import type { Asking, Counter } from './counter.ts'

/** Works, and writes what it refuses into the log before refusing it: a refusal is a leaf of its own, unmetered. */
export async function recordingRefusals<Result>(
  counter: Counter,
  asking: Asking,
  product_id: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'warehouse_needed') {
      await keepRefusal(counter, asking, product_id, error)
    }
    throw error
  }
}

async function keepRefusal(
  { store, log, clock }: Counter,
  asking: Asking,
  product_id: string,
  refusal: Refusal,
) {
  const { actor, request_id, purpose, uscc } = asking
  await store.transaction((tx) =>
    append(tx, log, [
      {
        ...{ kind: 'refusal', at: clock(), ...actorInLog(actor) },
        ...{ request_id, purpose, product_id, uscc, refusal_code: refusal.code },
      },
    ]),
  )
}
