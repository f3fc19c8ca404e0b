import { monthAfter, monthText } from '#kernel'
import { cny, type Period } from '../../calendar.ts'
import type { Firm } from '../../firm.ts'
import { filesIn, generalTax, smallTaxCents } from '../../taxes.ts'
import type { MonthlyDepartment } from '../department.ts'

const due_day = 15
/** What is declared so many days late misses the delivery of day 20. */
const missed_late_days = 4

/** VAT declarations: day 20 of the next month; small taxpayers by the quarter. What is declared late follows later. */
export const tax: MonthlyDepartment = {
  dataset: 'tax_declaration_monthly',
  columns: [
    ...['period_from', 'period_to', 'sales_taxable', 'sales_export', 'sales_exempt', 'output_tax'],
    ...['input_tax', 'vat_payable', 'declared_on', 'due_on', 'zero_declared', 'corrected'],
  ],
  ...{ day: 20, hour: '20:00' },
  cells: (firm, period) => {
    return filesIn(firm, period) && firm.declared_late_days <= missed_late_days
      ? declared(firm, period)
      : null
  },
  later: (firm, period) => {
    return filesIn(firm, period) && firm.declared_late_days > missed_late_days ? declared(firm, period) : null
  },
  // 更正申报: sales found too low, and the tax with them.
  amended: (cells) =>
    cells.map((cell, place) => (place === 11 ? 'true' : place < 2 || place > 7 ? cell : raised(cell))),
}

function declared(firm: Firm, period: Period): string {
  const from = firm.files_quarterly ? monthText(monthAfter(period.at, -2)) : period.text
  const amounts = firm.files_quarterly ? smallAmounts(firm.quarter_sales_cents) : generalAmounts(firm)
  const declared_on = `${period.next_text}-${declaredDay(firm)}`
  const zero = amounts.startsWith('0.00,0.00,0.00,')
  return `${from}-01,${period.last_on},${amounts},${declared_on},${period.next_text}-${due_day},${zero},false`
}

function declaredDay(firm: Firm): string {
  const late_days = firm.declared_late_days
  if (late_days === 0) return String(10 + (firm.no % 6))
  return String(Math.min(28, due_day + late_days))
}

function smallAmounts(sales_cents: number): string {
  const [sales, tax_due] = [cny(sales_cents), smallTaxCents(sales_cents)]
  if (tax_due === 0) return `0.00,0.00,${sales},0.00,0.00,0.00`
  return `${sales},0.00,0.00,${cny(tax_due)},0.00,${cny(tax_due)}`
}

function generalAmounts(firm: Firm): string {
  const { export_cents, output_cents, input_cents } = generalTax(firm)
  const payable = cny(Math.max(0, output_cents - input_cents))
  return `${cny(firm.sales_cents - export_cents)},${cny(export_cents)},0.00,${cny(output_cents)},${cny(input_cents)},${payable}`
}

function raised(amount: string): string {
  return cny(Math.round(Number(amount) * 103))
}
