import type { Month } from '#kernel'
import { type Dice, diceOf } from '../chance.ts'
import type { Firm } from '../firm.ts'

/** Dice of a firm for one matter and month: the same whenever and in whatever order they are asked for. */
export function diceFor(firm: Firm, matter: number, at: Month | 0 = 0): Dice {
  return diceOf(matter, firm.no, Math.floor(firm.vigour_ratio * 1e9), at)
}

/** A made-up digest that stands for a number, an account or a person. */
export function hashOf(matter: number, ...parts: readonly number[]): string {
  const words = [0, 1, 2, 3].map((at) => (diceOf(matter, at, ...parts).state >>> 0).toString(16))
  return words.map((word) => word.padStart(8, '0')).join('')
}

/** How ill a firm is disposed, by month: 0 for the demonstration's sound firms, high for who has defaulted. */
export function woe(firm: Firm, at: Month): number {
  const defaulted = firm.default_month !== null && firm.default_month <= at ? 1 : 0
  if (firm.script !== null) return defaulted
  return defaulted + (firm.archetype === 'fragile' ? 0.25 : firm.archetype === 'fading' ? 0.15 : 0.04)
}

/** How busy customers keep a firm, against the usual 1: never below a tenth. */
export function bustle({ drive }: Firm): number {
  return Math.max(0.1, 1 + 0.3 * Math.max(-2.5, Math.min(1.5, drive)))
}
