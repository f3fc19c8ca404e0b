import { type Clock, instantFromMs } from '#kernel'

/** The real clock, chance and environment; only `cli/main.ts` makes one. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
}

/** The world's clock as the kernel tells time. */
export function clockOf(world: World): Clock {
  return () => instantFromMs(world.now())
}
