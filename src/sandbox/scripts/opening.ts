import { nth } from '../chance.ts'
import { type DemoPart, demo_firms } from '../demo-firms.ts'
import { tradeCalled } from '../trades.ts'
import { around_festival, flat, type Script, steady } from './script.ts'

// Domain §4d, the golden workforce vector: oldest to newest, 24 months, 100 people before the first.
const live_joiners = [3, 2, 4, 3, 2, 3, 1, 2, 5, 3, 2, 2, 2, 3, 3, 2, 2, 3, 1, 2, 3, 1, 0, 0]
const live_leavers = [2, 2, 3, 2, 3, 2, 2, 3, 2, 2, 2, 3, 2, 2, 3, 3, 2, 3, 2, 4, 3, 6, 9, 12]

/** The scripts of the firms with which the demonstration opens. */
export const opening_scripts = {
  healthy: {
    ...{ firm: demo_firms.healthy, trade: tradeCalled('信息技术'), age_months: 109 },
    ...{ capital_10k: 1000, paid_in_10k: 1000, headcount: 64, level: 'A' },
    movement: steady([1, 0, 3, 2, 1, 1, 2, 1, 1, 1, 1, 0], [1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1]),
    ...{ sales_cny: 4_000_000, growth_ratio: 1.12, season: around_festival },
  },
  live_streaming: {
    ...{ firm: demo_firms.live_streaming, trade: tradeCalled('网络科技'), age_months: 81 },
    ...{ capital_10k: 500, paid_in_10k: 300, headcount: 75, level: 'B' },
    movement: (back) => (back < 24 ? [nth(live_joiners, 23 - back), nth(live_leavers, 23 - back)] : [2, 2]),
    ...{ sales_cny: 5_000_000, growth_ratio: 1.25, season: flat },
  },
  seasonal_factory: {
    ...{ firm: demo_firms.seasonal_factory, trade: tradeCalled('电子'), age_months: 166 },
    ...{ capital_10k: 2000, paid_in_10k: 2000, headcount: 300, level: 'A' },
    movement: steady([4, 12, 43, 22, 12, 10, 9, 12, 10, 8, 9, 5], [34, 24, 14, 10, 9, 9, 9, 10, 9, 8, 9, 11]),
    ...{ sales_cny: 11_000_000, growth_ratio: 1.02, season: around_festival },
  },
  manual_review: {
    ...{ firm: demo_firms.manual_review, trade: tradeCalled('装饰工程'), age_months: 93 },
    ...{ capital_10k: 800, paid_in_10k: 240, headcount: 24, level: 'B' },
    movement: (back) => (back < 4 ? [0, 1] : [back % 3 === 0 ? 1 : 0, back % 4 === 0 ? 1 : 0]),
    ...{ sales_cny: 1_050_000, growth_ratio: 0.94, season: around_festival },
    late_days: { 2: 12 },
    trouble: { 16: { kind: 'execution', months: 4 }, 11: { kind: 'abnormal_operation', months: 3 } },
  },
  dishonest: {
    ...{ firm: demo_firms.dishonest, trade: tradeCalled('塑胶'), age_months: 120 },
    ...{ capital_10k: 600, paid_in_10k: 100, headcount: 7, level: 'D' },
    movement: (back) => (back < 14 ? [0, 2] : [1, 1]),
    ...{ sales_cny: 180_000, growth_ratio: 0.45, season: around_festival },
    ...{ default_back: 8, late_days: { 9: 20, 10: 15, 11: 18, 12: 6, 14: 4 } },
    trouble: {
      5: { kind: 'execution', months: null },
      4: { kind: 'abnormal_operation', months: null },
      3: { kind: 'dishonest', months: null },
    },
  },
  noodle_shop: {
    ...{ firm: demo_firms.noodle_shop, trade: tradeCalled('面馆'), age_months: 76 },
    ...{ capital_10k: 5, paid_in_10k: 5, headcount: 3, level: 'B' },
    movement: () => [0, 0],
    ...{ sales_cny: 46_000, growth_ratio: 1.03, season: around_festival, kitchen: { grade: 'A' } },
  },
  silent: {
    ...{ firm: demo_firms.silent, trade: tradeCalled('供应链'), age_months: 70 },
    ...{ capital_10k: 500, paid_in_10k: 50, headcount: 15, level: 'B' },
    movement: (back) => (back % 4 === 0 ? [1, 1] : [0, 0]),
    ...{ sales_cny: 2_400_000, growth_ratio: 0.9, season: around_festival, silent_back: 3 },
  },
} as const satisfies Partial<Record<DemoPart, Script>>
