import type { Month } from '#kernel'
import { type Dice, diceOf, happens, normal } from './chance.ts'
import type { Firm } from './firm.ts'
import { company_trades, cooperative_trade, proprietor_trades, type Trade } from './trades.ts'

/** The weather of each trade in a month, of mean 0: what all firms of a trade feel alike. */
export type Climate = Map<Trade, { dice: Dice; level: number }>

/** A climate for every trade, settled by the seed. */
export function climateOf(seed: number): Climate {
  const trades = [...company_trades, ...proprietor_trades, cooperative_trade]
  return new Map(trades.map((trade, place) => [trade, { dice: diceOf(seed, place, 11), level: 0 }]))
}

/** A month goes by in every trade. */
export function passMonth(climate: Climate): void {
  for (const weather of climate.values()) weather.level = 0.94 * weather.level + 0.11 * normal(weather.dice)
}

/** A month of a firm's hidden health: drawn back to its mean, shaken, and now and then struck. */
export function liveHealth(firm: Firm, climate: Climate, at: Month): void {
  if (firm.script !== null) return
  if (firm.archetype === 'fading') firm.mean_health -= 0.04
  const shake = firm.archetype === 'swinging' ? 0.45 : 0.27
  firm.health += 0.09 * (firm.mean_health - firm.health) + shake * normal(firm)
  if (happens(firm, 0.004)) firm.health -= 1.8
  const felt = firm.health + (climate.get(firm.trade)?.level ?? 0)
  firm.drive += 0.12 * (felt - firm.drive)
  firm.strain += 0.45 * (Math.max(0, -0.3 - felt) - firm.strain)
  firm.stress += 0.18 * (Math.max(0, -0.7 - felt) - firm.stress)
  if (firm.default_month === null && happens(firm, 0.0001 + 0.05 * firm.stress * firm.stress)) fail(firm, at)
}

function fail(firm: Firm, at: Month): void {
  firm.default_month = at
  firm.mean_health = -2.4
  firm.health = Math.min(firm.health, -1.8)
}
