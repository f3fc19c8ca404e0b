import { setTimeout as sleep } from 'node:timers/promises'
import type { Store } from '#store'
import { type SealSettings, seal } from './seal.ts'

export interface SealerSettings extends SealSettings {
  /** Milliseconds from one sealing to the next; 200 unless told. */
  readonly every_ms?: number
  /** Is told why a sealing failed; the next one takes up what it left. */
  readonly on_failure: (error: unknown) => void
}

/** A running sealer; disposed, it finishes what it is at and stops. */
export interface Sealer extends AsyncDisposable {}

/** Seals again and again until disposed. */
export function startSealer(
  store: Store,
  { every_ms = 200, on_failure, ...settings }: SealerSettings,
): Sealer {
  const stopping = new AbortController()
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await seal(store, settings).catch(on_failure)
      await sleep(every_ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
    }
  })()
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await loop
    },
  }
}
