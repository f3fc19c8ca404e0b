import { monthAfter, monthText } from '#kernel'
import { cny, type Period } from '../../calendar.ts'
import { type Firm, speaks } from '../../firm.ts'
import type { MonthlyDepartment } from '../department.ts'

const due_day = 15
/** What is declared so many days late misses the delivery of day 20. */
const missed_late_days = 4
/** Small taxpayers: 1 %, and nothing on a quarter of up to 300,000 元 (财政部 税务总局公告2023年第19号). */
const small_ratio = 0.01
const small_exempt_cents = 30_000_000

/** VAT declarations: day 20 of the next month; small taxpayers by the quarter. What is declared late follows later. */
export const tax: MonthlyDepartment = {
  dataset: 'tax_declaration_monthly',
  columns: [
    ...['period_from', 'period_to', 'sales_taxable', 'sales_export', 'sales_exempt', 'output_tax'],
    ...['input_tax', 'vat_payable', 'declared_on', 'due_on', 'zero_declared', 'corrected'],
  ],
  ...{ day: 20, hour: '20:00' },
  cells: (firm, period) => {
    return files(firm, period) && firm.declared_late_days <= missed_late_days ? declared(firm, period) : null
  },
  later: (firm, period) => {
    return files(firm, period) && firm.declared_late_days > missed_late_days ? declared(firm, period) : null
  },
  // 更正申报: sales found too low, and the tax with them.
  amended: (cells) =>
    cells.map((cell, place) => (place === 11 ? 'true' : place < 2 || place > 7 ? cell : raised(cell))),
}

// A quarter that began before the city did is not told of: its first sales are unknown.
function files(firm: Firm, { at, first }: Period): boolean {
  if (!speaks(firm, at)) return false
  return !firm.files_quarterly || (at % 3 === 2 && at - 2 >= first)
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

/** The VAT due of what a firm declares with a month, in cents; nothing where it declares nothing. */
export function vatDueCents(firm: Firm, period: Period): number {
  if (!files(firm, period)) return 0
  if (firm.files_quarterly) return smallTax(firm.quarter_sales_cents)
  const { output_cents, input_cents } = generalTax(firm)
  return Math.max(0, output_cents - input_cents)
}

function smallTax(sales_cents: number): number {
  return sales_cents <= small_exempt_cents ? 0 : Math.round(sales_cents * small_ratio)
}

function smallAmounts(sales_cents: number): string {
  const sales = cny(sales_cents)
  if (sales_cents <= small_exempt_cents) return `0.00,0.00,${sales},0.00,0.00,0.00`
  const tax_due = cny(smallTax(sales_cents))
  return `${sales},0.00,0.00,${tax_due},0.00,${tax_due}`
}

function generalAmounts(firm: Firm): string {
  const { export_cents, output_cents, input_cents } = generalTax(firm)
  const payable = cny(Math.max(0, output_cents - input_cents))
  return `${cny(firm.sales_cents - export_cents)},${cny(export_cents)},0.00,${cny(output_cents)},${cny(input_cents)},${payable}`
}

function generalTax({
  trade,
  vigour_ratio,
  sales_cents,
}: Firm): Readonly<Record<'export_cents' | 'output_cents' | 'input_cents', number>> {
  const export_cents = Math.round(sales_cents * trade.export_ratio)
  const output_cents = Math.round((sales_cents - export_cents) * trade.vat_ratio)
  // The more a firm adds to what it buys, the less input tax it sets off.
  const input_cents = Math.round(
    output_cents * (trade.vat_ratio > 0.06 ? 0.86 : 0.45) * (1.15 - 0.2 * vigour_ratio),
  )
  return { export_cents, output_cents, input_cents }
}

function raised(amount: string): string {
  return cny(Math.round(Number(amount) * 103))
}
