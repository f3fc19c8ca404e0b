import type { Period } from './calendar.ts'
import { between, happens, normal, nth } from './chance.ts'
import { type Firm, speaks } from './firm.ts'
import { scriptedSales } from './scripts/script.ts'

/** A month of sales. Customers notice last: sales follow `drive`, which is health some months late. */
export function liveSales(firm: Firm, period: Period): void {
  firm.sales_cents = speaks(firm, period.at) ? salesOf(firm, period) : 0
  if (period.at % 3 === 0) firm.quarter_sales_cents = 0
  firm.quarter_sales_cents += firm.sales_cents
  firm.declared_late_days = declaredLateDays(firm)
}

function salesOf(firm: Firm, { at, back }: Period): number {
  if (firm.script !== null) return scriptedSales(firm.script, back, at)
  // One who insures nobody still works himself.
  firm.heads += 0.12 * ((firm.insures ? firm.headcount : 1.5) - firm.heads)
  const demand = Math.max(0.02, 1 + 0.32 * Math.max(-2.4, Math.min(1.5, firm.drive)))
  if (demand < 0.3 && happens(firm, 0.25)) return 0
  const cny = (firm.heads * firm.vigour_ratio * firm.trade.sales_cny * nth(firm.trade.season, at % 12)) / 12
  return Math.max(0, Math.round(cny * demand * (1 + 0.13 * normal(firm)) * 100))
}

function declaredLateDays(firm: Firm): number {
  if (firm.script !== null || !happens(firm, Math.min(0.6, 0.006 + 0.22 * firm.strain))) return 0
  return between(firm, 1, 30)
}
