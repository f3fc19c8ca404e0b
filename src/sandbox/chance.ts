import assert from 'node:assert'

/** A generator of chance; whoever owns one is not disturbed by how often the others roll. */
export interface Dice {
  state: number
}

/** Dice settled by whole numbers, such as the seed and a firm's number. */
export function diceOf(...parts: readonly number[]): Dice {
  let state = 0x9e3779b9 | 0
  for (const part of parts) state = mixed(state ^ Math.imul(part | 0, 0x85ebca6b))
  return { state }
}

// mulberry32: 32 bits of state. Nothing here uses exp, log, sin or pow, whose last bits engines are free to choose.
/** A number from 0 up to 1. */
export function roll(dice: Dice): number {
  dice.state = (dice.state + 0x6d2b79f5) | 0
  let bits = Math.imul(dice.state ^ (dice.state >>> 15), 1 | dice.state)
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
  return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296
}

/** Nearly normal, of mean 0 and deviation 1: four rolls summed. */
export function normal(dice: Dice): number {
  return (roll(dice) + roll(dice) + roll(dice) + roll(dice) - 2) * 1.7320508075688772
}

/** Whether something of this probability happens. */
export function happens(dice: Dice, probability: number): boolean {
  return roll(dice) < probability
}

/** A whole number from `low` to `high`, both included. */
export function between(dice: Dice, low: number, high: number): number {
  return low + Math.floor(roll(dice) * (high - low + 1))
}

/** A whole number, 0 or more, whose mean is `expected` and whose spread grows as counts spread. */
export function count(dice: Dice, expected: number): number {
  const noisy = expected > 4 ? expected + 0.8 * Math.sqrt(expected) * normal(dice) : expected
  return Math.max(0, Math.floor(noisy + roll(dice)))
}

/** One of a list. */
export function pick<Item>(dice: Dice, list: readonly Item[]): Item {
  return nth(list, Math.floor(roll(dice) * list.length))
}

/** One of a list of rows, each as likely as the weight that it begins with. */
export function weighted<Row extends readonly [number, ...unknown[]]>(dice: Dice, rows: readonly Row[]): Row {
  let left = roll(dice) * rows.reduce((total, [weight]) => total + weight, 0)
  const place = rows.findIndex(([weight]) => {
    left -= weight
    return left < 0
  })
  return nth(rows, place)
}

/** The item at a place counted round and round the list. */
export function nth<Item>(list: readonly Item[], place: number): Item {
  const item = list[place % list.length]
  assert(item !== undefined, `a list of ${list.length} has no item ${place}`)
  return item
}

function mixed(state: number): number {
  let bits = Math.imul(state ^ (state >>> 16), 0x7feb352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b | 0)
  return bits ^ (bits >>> 16)
}
