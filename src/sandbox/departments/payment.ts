import { type Day, daysAfter } from '#kernel'
import { cny, type Period } from '../calendar.ts'
import type { Firm } from '../firm.ts'
import type { MonthlyDepartment } from './department.ts'
import { insuresIn } from './headcount.ts'

const due_day = 25
/** The day of the next month up to which payments reach the delivery of day 20. */
const last_counted_day = 19
/** What firm and staff pay of the pay base. */
const contribution_ratio = 0.245
/** The fee for a day late, of the amount due: 万分之五 (社会保险法 §86). */
const fee_ratio = 0.0005

/** Social insurance paid: day 20 of the next month. What is paid later follows with the delivery after. */
export const payment: MonthlyDepartment = {
  dataset: 'ss_payment_monthly',
  columns: ['stat_month', 'due_amt', 'paid_amt', 'due_on', 'paid_on', 'late_days', 'late_fee'],
  ...{ day: 20, hour: '18:00' },
  cells: (firm, period) => {
    if (!insuresIn(firm, period)) return null
    if (firm.late_days === 0) return paidInTime(firm, period)
    const paid_on = paidOn(firm, period)
    if (paid_on !== null && counted(paid_on, period)) return paidLate(firm, period, paid_on)
    const overdue_days = Number(period.last_on.slice(8)) - due_day + last_counted_day
    return `${period.text},${due(firm)},0.00,${period.text}-${due_day},,${overdue_days},0.00`
  },
  later: (firm, period) => {
    const paid_on = insuresIn(firm, period) && firm.late_days !== 0 ? paidOn(firm, period) : null
    return paid_on === null || counted(paid_on, period) ? null : paidLate(firm, period, paid_on)
  },
  amended: (cells) => cells.map((cell, place) => (place === 2 && cell !== '' ? raised(cell) : cell)),
}

function paidInTime(firm: Firm, { text }: Period): string {
  const paid_day = 11 + (firm.no % 15)
  return `${text},${due(firm)},${due(firm)},${text}-${due_day},${text}-${paid_day},0,0.00`
}

function paidLate(firm: Firm, { text }: Period, paid_on: Day): string {
  const late_days = firm.late_days ?? 0
  const fee = cny(Math.round(dueCents(firm) * fee_ratio * late_days))
  return `${text},${due(firm)},${due(firm)},${text}-${due_day},${paid_on},${late_days},${fee}`
}

function paidOn(firm: Firm, { text }: Period): Day | null {
  return firm.late_days === null ? null : daysAfter(`${text}-${due_day}` as Day, firm.late_days) // a day 25 is a day
}

function counted(paid_on: Day, { next_text }: Period): boolean {
  return paid_on <= `${next_text}-${last_counted_day}`
}

function due(firm: Firm): string {
  return cny(dueCents(firm))
}

function dueCents(firm: Firm): number {
  return Math.round(firm.headcount * firm.pay_cents * contribution_ratio)
}

function raised(amount: string): string {
  return cny(Math.round(Number(amount) * 100) + 5_000)
}
