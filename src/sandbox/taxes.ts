import { type Day, type Month, monthAfter } from '#kernel'
import { dayIn, type Period } from './calendar.ts'
import { type Firm, speaks, stands } from './firm.ts'

/** Small taxpayers: 1 %, and nothing on a quarter of up to 300,000 元 (财政部 税务总局公告2023年第19号). */
const small_ratio = 0.01
const small_exempt_cents = 30_000_000
/** What is withheld of wages. */
const withheld_ratio = 0.02

/** Taxes of a month, in cents, by their kinds. */
export interface Taxes {
  readonly vat: number
  readonly pit: number
}

/** Taxes of a month that were not paid when they were due. */
export interface UnpaidTaxes extends Taxes {
  readonly at: Month
}

/** Taxes paid long after they were due, with the month of which the firm paid them at last. */
export interface PaidBack {
  readonly at: Month
  readonly taxes: readonly UnpaidTaxes[]
  /** When they had been announced as arrears; null where they had not. */
  readonly announced_on: Day | null
}

/** Months that a firm must have paid in a row before it pays what it owes. */
const months_paid = 3

/** A month of a firm's taxes: what it does not pay it owes, and arrears are announced once a quarter. */
export function liveTaxes(firm: Firm, period: Period): void {
  const { at } = period
  // Who cannot pay social insurance does not pay its taxes either.
  if (firm.late_days === null) firm.unpaid_taxes = [...firm.unpaid_taxes, ...dueIn(firm, period)]
  else if (speaks(firm, at) && paidOf(firm, at)) payBack(firm, at)
  if (isAnnounced(firm, at) && firm.arrears_on === null) firm.arrears_on = announcedOn(at)
}

/** Whether the tax office announces what a firm owes with this month: at the ends of quarters. */
export function isAnnounced(firm: Firm, at: Month): boolean {
  return at % 3 === 2 && stands(firm, at) && overdue(firm, at).length > 0
}

/** The day of a month on which arrears are announced. */
export function announcedOn(at: Month): Day {
  return dayIn(at, 25)
}

/** What a firm owes on that day: the taxes of a month are due in the next. */
export function overdue({ unpaid_taxes }: Firm, at: Month): readonly UnpaidTaxes[] {
  return unpaid_taxes.filter((unpaid) => unpaid.at < at)
}

function dueIn(firm: Firm, period: Period): readonly UnpaidTaxes[] {
  const taxes = taxesDue(firm, period)
  return taxes.vat + taxes.pit > 0 ? [{ at: period.at, ...taxes }] : []
}

function paidOf({ unpaid_taxes }: Firm, at: Month): boolean {
  const last = unpaid_taxes.at(-1)
  return last !== undefined && last.at <= monthAfter(at, -months_paid)
}

function payBack(firm: Firm, at: Month): void {
  firm.paid_back = { at, taxes: firm.unpaid_taxes, announced_on: firm.arrears_on }
  firm.unpaid_taxes = []
  firm.arrears_on = null
}

/** The VAT due of what a firm declares with a month, and what it withheld of that month's wages. */
export function taxesDue(firm: Firm, period: Period): Taxes {
  const people = firm.headcount + firm.insured_elsewhere_n
  const withholds = firm.insures && speaks(firm, period.at)
  const pit = withholds ? Math.round(people * firm.pay_cents * withheld_ratio) : 0
  return { vat: vatDueCents(firm, period), pit }
}

/** Whether a firm declares VAT with a month; a quarter that began before the city did is not told of. */
export function filesIn(firm: Firm, { at, first }: Period): boolean {
  if (!speaks(firm, at)) return false
  return !firm.files_quarterly || (at % 3 === 2 && at - 2 >= first)
}

function vatDueCents(firm: Firm, period: Period): number {
  if (!filesIn(firm, period)) return 0
  if (firm.files_quarterly) return smallTaxCents(firm.quarter_sales_cents)
  const { output_cents, input_cents } = generalTax(firm)
  return Math.max(0, output_cents - input_cents)
}

/** The VAT of a small taxpayer's quarter, in cents. */
export function smallTaxCents(sales_cents: number): number {
  return sales_cents <= small_exempt_cents ? 0 : Math.round(sales_cents * small_ratio)
}

/** The VAT of a general taxpayer's month: what it sells abroad, the tax on the rest, and what it sets off. */
export function generalTax({
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
