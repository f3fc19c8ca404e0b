/** Chance that comes out the same each time: a stream of numbers from a seed. */
export interface Chance {
  /** A whole number from 0 up to but not including `below`. */
  below(below: number): number
  /** Whether something happens that happens so many times in a hundred. */
  percent(times: number): boolean
  one<Thing>(of: readonly Thing[]): Thing
}

/** The chance of a seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const chance: Chance = {
    below: (below) => Math.floor(next() * below),
    percent: (times) => next() * 100 < times,
    one(of) {
      const thing = of[chance.below(of.length)]
      if (thing === undefined) throw new Error('nothing to choose from')
      return thing
    },
  }
  return chance
}
