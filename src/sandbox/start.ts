import type { Month } from '#kernel'
import type { Firm, Traits } from './firm.ts'

/** How a firm stands when the city begins: its dice, its health, its people. */
export interface Standing {
  readonly state: number
  readonly health: number
  readonly mean_health: number
  readonly headcount: number
  readonly wanted_headcount: number
}

/** A firm as the city finds it in its first month, its staff aged as the firm is. */
export function started(traits: Traits, standing: Standing, first: Month): Firm {
  const { health, mean_health, headcount } = standing
  const months = first - traits.born
  const senior = Math.floor(headcount * between0And(0.55, (months - 36) / 160))
  const settled = Math.floor((headcount - senior) * between0And(0.5, (months - 12) / 60))
  return {
    ...traits,
    ...standing,
    ...{ drive: (health + mean_health) / 2, strain: Math.max(0.01, -0.3 - health), default_month: null },
    stress: Math.max(0.01, -0.7 - health) / 2,
    ...{ status: 'active', closed_on: null, closed_month: null, silent_from: null },
    ...{ names: 0, moves: 0, changed: false, approved_on: traits.established_on },
    ...{ here_from_on: traits.established_on, there_from_on: null },
    ...{ begin: headcount, joiners: 0, leavers: 0, settled, senior, late_days: 0, insured_elsewhere_n: 0 },
    pay_cents: Math.round(traits.trade.pay_cny * (0.7 + 0.3 * traits.vigour_ratio) * 100),
    ...{ heads: standing.wanted_headcount + 0.5, sales_cents: 0, quarter_sales_cents: 0 },
    ...{ unpaid_taxes: [], arrears_on: null, paid_back: null },
    ...{ open_executions: 0, case_no: '', declared_late_days: 0, listed: false, dishonest: false },
  }
}

function between0And(limit: number, value: number): number {
  return Math.max(0, Math.min(limit, value))
}
