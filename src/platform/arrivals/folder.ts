import { askDesk } from '../reach.ts'
import type { Settings } from '../settings.ts'
import { clockOf, type World } from '../world.ts'
import { takeDelivery } from './take.ts'
import { watchFolder } from './watch.ts'

const every_ms = 2000

/** Takes what comes into a folder until the process is told to end; `say` hears what became of each delivery. */
export async function watchInbox(
  dir: string,
  settings: Settings,
  world: World,
  say: (text: string) => void,
): Promise<void> {
  const leaving = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => leaving.abort())
  const taking = {
    ask: (name: string, args: object) => askDesk(settings, world, name, args, () => {}),
    clock: clockOf(world),
  }
  await watchFolder(dir, {
    every_ms,
    left: leaving.signal,
    warn: say,
    async settled(names) {
      for (const name of names) {
        const taken = await takeDelivery(dir, name, taking).catch((error: unknown) => `left: ${error}`)
        say(`${name}: ${taken}`)
      }
    },
  })
}
