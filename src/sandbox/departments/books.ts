import { cny } from '../calendar.ts'
import { happens } from '../chance.ts'
import type { Firm } from '../firm.ts'
import { diceFor } from './draws.ts'

/** Sales of a year of a firm as busy as is usual in its trade, in cents. */
export function yearlyVigourCents({ heads, vigour_ratio, trade }: Firm): number {
  return Math.round(heads * vigour_ratio * trade.sales_cny * 100)
}

/** Yearly sales as the tax office infers them, in cents: the mean month of the firm at hand. */
export function yearlyCents({ heads, vigour_ratio, trade, drive }: Firm): number {
  const felt = Math.max(0.1, 1 + 0.25 * Math.max(-2, Math.min(1.5, drive)))
  return Math.round(heads * vigour_ratio * trade.sales_cny * 100 * felt)
}

/** What a firm has and owes, from its capital and a year's sales; equity falls as it sickens. */
export function balanceOf(firm: Firm): { readonly assets: number; readonly liabilities: number } {
  const assets = Math.round(firm.paid_in_10k * 1_000_000 * 0.6 + yearlyCents(firm) * 0.55) + 1_000_000
  const owed = 0.42 - 0.1 * Math.max(-4, Math.min(2, firm.health)) + 0.05 * (firm.no % 3)
  return { assets, liabilities: Math.round(assets * Math.max(0.1, Math.min(1.3, owed))) }
}

/** What is left of sales as profit. */
export function marginOf(firm: Firm): number {
  const lucky = happens(diceFor(firm, 313), 0.5) ? 0.01 : 0
  return 0.05 + 0.04 * Math.max(-3, Math.min(1.5, firm.health)) + lucky
}

/** Cents as 元, perhaps below nought. */
export function signed(cents: number): string {
  return cents < 0 ? `-${cny(Math.round(-cents))}` : cny(Math.round(cents))
}
