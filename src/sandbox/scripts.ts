import type { Month } from '#kernel'
import { nth } from './chance.ts'
import { type DemoFirm, type DemoPart, demo_firms } from './demo-firms.ts'
import { type Season, type Trade, tradeCalled } from './trades.ts'

/** Levels of the tax credit rating; M is for the new. */
export type TaxLevel = 'A' | 'B' | 'M' | 'C' | 'D'

/** Something bad that a script has happen, and in how many months it ends. */
export interface ScriptedTrouble {
  readonly kind: 'execution' | 'dishonest' | 'abnormal_operation'
  readonly months: number | null
}

/** What is settled beforehand of a demo firm: its months counted back from the city's last one, which is 0. */
export interface Script {
  readonly firm: DemoFirm
  readonly trade: Trade
  readonly age_months: number
  readonly capital_10k: number
  readonly paid_in_10k: number
  /** Insured at the end of the last month. */
  readonly headcount: number
  /** Joiners and leavers of a month so many months back. */
  readonly movement: (back: number, at: Month) => readonly [number, number]
  /** Sales of the mean month of the last year, 元, and what they grow by from year to year. */
  readonly sales_cny: number
  readonly growth_ratio: number
  readonly season: Season
  readonly level: TaxLevel
  /** Where it falls silent or into default, so many months back. */
  readonly silent_back?: number
  readonly default_back?: number
  /** Months back in which social insurance was paid late, and by how many days. */
  readonly late_days?: Readonly<Record<number, number>>
  /** What courts and authorities publish, by months back. */
  readonly trouble?: Readonly<Record<number, ScriptedTrouble>>
}

// Domain §4d, the golden workforce vector: oldest to newest, 24 months, 100 people before the first.
const live_joiners = [3, 2, 4, 3, 2, 3, 1, 2, 5, 3, 2, 2, 2, 3, 3, 2, 2, 3, 1, 2, 3, 1, 0, 0]
const live_leavers = [2, 2, 3, 2, 3, 2, 2, 3, 2, 2, 2, 3, 2, 2, 3, 3, 2, 3, 2, 4, 3, 6, 9, 12]

const flat: Season = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
const around_festival: Season = [0.96, 0.62, 0.98, 1, 1.02, 1.05, 1.05, 1.08, 1.12, 1.04, 1.06, 1.02]

const steady = (joiners: readonly number[], leavers: readonly number[]): Script['movement'] => {
  return (_back, at) => [nth(joiners, at % 12), nth(leavers, at % 12)]
}

/** The script of each demo firm. */
export const scripts: Readonly<Record<DemoPart, Script>> = {
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
    ...{ sales_cny: 46_000, growth_ratio: 1.03, season: around_festival },
  },
  silent: {
    ...{ firm: demo_firms.silent, trade: tradeCalled('供应链'), age_months: 70 },
    ...{ capital_10k: 500, paid_in_10k: 50, headcount: 15, level: 'B' },
    movement: (back) => (back % 4 === 0 ? [1, 1] : [0, 0]),
    ...{ sales_cny: 2_400_000, growth_ratio: 0.9, season: around_festival, silent_back: 3 },
  },
}

/** The insured at the end of the month before `back`, by counting back from the last month. */
export function headcountBefore(script: Script, back: number, until: Month): number {
  let headcount = script.headcount
  for (let month_back = 0; month_back <= back; month_back += 1) {
    const [joiners, leavers] = script.movement(month_back, (until - month_back) as Month)
    headcount += leavers - joiners
  }
  return headcount
}

/** Sales of a scripted month, in cents: whole years back divide by the growth, so that a year's rise is exact. */
export function scriptedSales(script: Script, back: number, at: Month): number {
  let sales = script.sales_cny * nth(script.season, at % 12)
  for (let years = Math.floor(back / 12); years > 0; years -= 1) sales /= script.growth_ratio
  return Math.round(sales * 100)
}
