import { cny } from '../../calendar.ts'
import { type Firm, speaks } from '../../firm.ts'
import { balanceOf, signed, yearlyVigourCents } from '../books.ts'
import { jsonCell, type RowDepartment, row } from '../row-department.ts'

/** Annual reports: every company's, in June, of the year before. */
export const reports: RowDepartment = {
  dataset: 'reg_annual_report',
  columns: [
    ...['year', 'employees', 'assets', 'liabilities', 'equity', 'revenue', 'profit', 'net_profit'],
    ...['tax_total', 'guarantees', 'filed_on'],
  ],
  // 企业信息公示暂行条例 §8: by 30 June of the next year.
  ...{ day: 15, hour: '01:00', of_months: [5] },
  rows: (firm, { at, text }) => {
    const year = Math.floor(at / 12) - 1
    return reportsOf(firm, year) && speaks(firm, at) ? [report(firm, year, `${text}-20`)] : []
  },
}

function reportsOf({ listed, form, born }: Firm, year: number): boolean {
  return !listed && form !== 'individual_business' && born <= year * 12 + 11
}

function report(firm: Firm, year: number, filed_on: string): string {
  const { assets, liabilities } = balanceOf(firm)
  const revenue = yearlyVigourCents(firm)
  const profit = Math.round(revenue * (0.05 + 0.04 * Math.max(-3, Math.min(1.5, firm.health))))
  return row(
    ...[year, firm.headcount, cny(assets), cny(liabilities), signed(assets - liabilities)],
    ...[cny(revenue), signed(profit), signed(profit)],
    ...[cny(Math.abs(revenue) * 0.03), jsonCell([]), filed_on],
  )
}
