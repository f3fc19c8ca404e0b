import type { Worker } from './worker-process.ts'

const minute_ms = 60_000
const first_pause_ms = 250
const longest_pause_ms = 30_000

/** How long to wait before a worker is started again, by the instants of the ends of those before it. */
export function pauseAfter(ends_ms: readonly number[], now_ms: number): number {
  const lately = ends_ms.filter((end_ms) => now_ms - end_ms < minute_ms).length
  return Math.min(longest_pause_ms, first_pause_ms * 2 ** Math.max(0, lately - 1))
}

/** How a keeper starts a worker, tells the time, waits, and says what it sees. */
export interface Keeping {
  readonly start: () => Worker
  readonly database_url: string
  readonly now_ms: () => number
  /** Waits so long, or until `left`. */
  readonly pause: (ms: number, left: AbortSignal) => Promise<void>
  readonly warn: (text: string) => void
}

/** A worker that is kept: whenever it ends it is started again, until `end`. */
export interface KeptWorker {
  end(): Promise<void>
}

/** Keeps a worker that has begun. What is asked of it meanwhile is refused by who asks, and answered after. */
export function keepWorker(begun: Worker, keeping: Keeping): KeptWorker {
  const leaving = new AbortController()
  let worker = begun
  const kept = keep()
  return {
    async end() {
      leaving.abort()
      await worker.end()
      await kept
    },
  }

  async function keep(): Promise<void> {
    const ends_ms: number[] = []
    for (;;) {
      const how = await worker.gone
      if (leaving.signal.aborted) return
      ends_ms.push(keeping.now_ms())
      const ms = pauseAfter(ends_ms, keeping.now_ms())
      keeping.warn(`the worker ended with ${how}; it is started again in ${ms / 1000} s`)
      await keeping.pause(ms, leaving.signal)
      if (leaving.signal.aborted) return
      worker = keeping.start()
      const said = () => keeping.warn('the worker serves again')
      worker.begin(keeping.database_url).then(said, () => {}) // a failure is its end, which the loop hears
    }
  }
}
