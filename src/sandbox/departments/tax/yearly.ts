import { cny } from '../../calendar.ts'
import { type Firm, speaks } from '../../firm.ts'
import { balanceOf, marginOf, signed, yearlyCents } from '../books.ts'
import { researches } from '../innovation/researches.ts'
import { type RowDepartment, row } from '../row-department.ts'

/** Corporate income tax of a year: 汇算清缴, by the end of May. */
export const annual: RowDepartment = {
  dataset: 'tax_cit_annual',
  columns: [
    ...['year', 'revenue', 'cost', 'profit', 'taxable_income', 'rd_extra_deduction', 'cit_payable'],
    ...['total_assets', 'total_liabilities', 'employees_declared'],
  ],
  ...{ day: 16, hour: '01:00', of_months: [4] },
  rows: (firm, { at }) => {
    const year = Math.floor(at / 12) - 1
    const settles = firm.form === 'company' && speaks(firm, at) && firm.born <= year * 12 + 6
    return settles ? [settled(firm, year)] : []
  },
}

function settled(firm: Firm, year: number): string {
  const revenue = yearlyCents(firm)
  const profit = Math.round(revenue * marginOf(firm))
  const { assets, liabilities } = balanceOf(firm)
  const taxed = Math.max(0, profit)
  return row(
    ...[year, cny(revenue), cny(revenue - profit), signed(profit), cny(taxed)],
    ...[cny(researches(firm) ? revenue * 0.05 : 0), cny(taxed * 0.05)],
    ...[cny(assets), cny(liabilities), firm.headcount],
  )
}

/** Balance sheet and income of a quarter. */
export const statements: RowDepartment = {
  dataset: 'tax_fin_statement_quarterly',
  columns: [
    ...['period', 'period_no', 'assets', 'current_assets', 'receivables', 'inventory', 'liabilities'],
    ...['current_liabilities', 'short_loans', 'equity', 'revenue', 'cost', 'net_profit'],
  ],
  ...{ day: 20, hour: '10:00', of_months: [2, 5, 8, 11] },
  rows: (firm, { at }) => (firm.form === 'company' && speaks(firm, at) ? [statement(firm, at)] : []),
}

function statement(firm: Firm, at: number): string {
  const [year, quarter] = [Math.floor(at / 12), Math.floor((at % 12) / 3) + 1]
  const { assets, liabilities } = balanceOf(firm)
  const revenue = firm.quarter_sales_cents
  const net = Math.round(revenue * marginOf(firm))
  return row(
    ...[`${year}Q${quarter}`, year * 4 + quarter - 1],
    ...[cny(assets), cny(assets * 0.7), cny(revenue * 0.6), cny(revenue * 0.3)],
    ...[cny(liabilities), cny(liabilities * 0.8), cny(liabilities * 0.25), signed(assets - liabilities)],
    ...[cny(revenue), cny(revenue - net), signed(net)],
  )
}

/** What a firm spent on research in a year. */
export const research: RowDepartment = {
  dataset: 'rd_expense',
  columns: ['year', 'rd_amt', 'rd_ratio', 'rd_staff_n', 'rd_extra_deduction'],
  ...{ day: 16, hour: '01:30', of_months: [4] },
  rows: (firm, { at }) => {
    if (!researches(firm) || !speaks(firm, at)) return []
    const share = firm.script?.research?.spent_ratio ?? 0.04 + 0.01 * (firm.no % 5)
    const spent = cny(yearlyCents(firm) * share)
    const staff_n = Math.floor(firm.headcount * 0.3)
    return [row(Math.floor(at / 12) - 1, spent, share.toFixed(4), staff_n, spent)]
  },
}
