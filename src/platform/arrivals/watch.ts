import { mkdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Lying, lookInto, settledSince } from './inbox.ts'

/** How a folder is watched: how often, until when, and who takes what has settled. */
export interface Watching {
  readonly every_ms: number
  readonly left: AbortSignal
  /** Takes deliveries that have lain unchanged from one look to the next. */
  readonly settled: (names: readonly string[]) => Promise<void>
  /** Hears why a look or a taking failed; the next look comes all the same. */
  readonly warn: (text: string) => void
}

/** Watches a folder until left: what lies whole and unchanged in it from one look to the next has settled. */
export async function watchFolder(dir: string, { every_ms, left, settled, warn }: Watching): Promise<void> {
  let before: Lying = new Map()
  while (!left.aborted) {
    try {
      mkdirSync(dir, { recursive: true })
      const now = lookInto(dir)
      await settled(settledSince(before, now))
      before = now
    } catch (error) {
      warn(`the folder ${dir} was not read: ${error instanceof Error ? error.message : error}`)
    }
    await sleep(every_ms, undefined, { signal: left }).catch(() => {}) // left: nothing to wait for
  }
}
