import { type DemoPart, demo_firms } from '../demo-firms.ts'
import { agency_trade, tradeCalled } from '../trades.ts'
import { around_festival, flat, type Script, steady } from './script.ts'

/** In the month so many months back the staff of one firm goes over to the books of an agency. */
const switch_back = 4
const switched_n = 65

/** The scripts of firms that look bad and are sound, or look sound and are not. */
export const story_scripts = {
  payroll_switch: {
    ...{ firm: demo_firms.payroll_switch, trade: tradeCalled('物流'), age_months: 88 },
    ...{ capital_10k: 500, paid_in_10k: 400, headcount: 15, level: 'B' },
    movement: (back) => (back === switch_back ? [1, switched_n + 1] : [1, 1]),
    ...{ sales_cny: 3_600_000, growth_ratio: 1.06, season: around_festival },
    insured_elsewhere: { since_back: switch_back, people_n: switched_n },
  },
  payroll_agency: {
    ...{ firm: demo_firms.payroll_agency, trade: agency_trade, age_months: 102 },
    ...{ capital_10k: 200, paid_in_10k: 200, headcount: 385, level: 'B' },
    movement: (back) => (back === switch_back ? [switched_n + 6, 6] : [6, 6]),
    ...{ sales_cny: 1_900_000, growth_ratio: 1.04, season: flat },
    insured_elsewhere: { since_back: switch_back, people_n: -switched_n },
  },
  food_shop: {
    ...{ firm: demo_firms.food_shop, trade: tradeCalled('餐馆'), age_months: 69 },
    ...{ capital_10k: 8, paid_in_10k: 8, headcount: 4, level: 'B' },
    movement: () => [0, 0],
    ...{ sales_cny: 61_000, growth_ratio: 1.02, season: around_festival },
    kitchen: { grade: 'B', failed_back: 2 },
  },
  high_tech: {
    ...{ firm: demo_firms.high_tech, trade: tradeCalled('微电子'), age_months: 98 },
    ...{ capital_10k: 3000, paid_in_10k: 3000, headcount: 120, level: 'A' },
    movement: steady([2, 1, 4, 3, 2, 2, 3, 2, 2, 2, 1, 1], [2, 2, 2, 2, 1, 2, 2, 1, 2, 1, 1, 2]),
    ...{ sales_cny: 13_500_000, growth_ratio: 1.3, season: flat },
    research: { inventions_n: 16, spent_ratio: 0.14 },
  },
} as const satisfies Partial<Record<DemoPart, Script>>
