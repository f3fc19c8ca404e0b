import type { Month } from '#kernel'
import { nth } from '../chance.ts'
import type { DemoFirm } from '../demo-firms.ts'
import type { Season, Trade } from '../trades.ts'

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
  /** People whom an agency insures and the firm pays, since so many months back; below nought for the agency. */
  readonly insured_elsewhere?: { readonly since_back: number; readonly people_n: number }
  /** What inspectors find in its kitchen, and in which month it failed, not put right since. */
  readonly kitchen?: { readonly grade: 'A' | 'B'; readonly failed_back?: number }
  /** The inventions that it holds, and what share of its sales it spends on research. */
  readonly research?: { readonly inventions_n: number; readonly spent_ratio: number }
  /** What courts and authorities publish, by months back. */
  readonly trouble?: Readonly<Record<number, ScriptedTrouble>>
}

/** How sales go where every month is alike. */
export const flat: Season = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]

/** How sales go around the Spring Festival. */
export const around_festival: Season = [0.96, 0.62, 0.98, 1, 1.02, 1.05, 1.05, 1.08, 1.12, 1.04, 1.06, 1.02]

/** Joiners and leavers that are the same every year, by the month from January. */
export function steady(joiners: readonly number[], leavers: readonly number[]): Script['movement'] {
  return (_back, at) => [nth(joiners, at % 12), nth(leavers, at % 12)]
}

/** People insured elsewhere by a month. */
export function insuredElsewhere({ insured_elsewhere }: Script, back: number): number {
  return insured_elsewhere !== undefined && back <= insured_elsewhere.since_back
    ? insured_elsewhere.people_n
    : 0
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
