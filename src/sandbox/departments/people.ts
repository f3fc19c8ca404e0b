import type { Month } from '#kernel'
import { cny, type Period } from '../calendar.ts'
import { happens } from '../chance.ts'
import type { Firm } from '../firm.ts'
import { diceFor, woe } from './draws.ts'
import { insuresIn } from './headcount.ts'
import { type RowDepartment, row } from './row-department.ts'
import { begunIn, once } from './spells.ts'

/** What employer and staff pay into the housing fund of the base, each (住房公积金管理条例 §18: 5 to 12 in 100). */
const fund_ratio = 0.05

/** Social insurance in arrears: of those who have not paid. */
const insuranceArrears: RowDepartment = {
  dataset: 'ss_arrears',
  columns: ['stat_month', 'arrears_amt', 'months', 'announced'],
  ...{ day: 20, hour: '09:00' },
  rows: (firm, period) => {
    if (!insuresIn(firm, period) || firm.late_days !== null) return []
    const months = monthsSince(firm, period)
    const due_cents = Math.round(firm.headcount * firm.pay_cents * 0.245)
    return [row(period.text, cny(due_cents * months), months, months > 6)]
  },
}

/** Housing fund: who insures mostly deposits too, fewer people of it in small firms. */
const housingFund: RowDepartment = {
  dataset: 'hf_deposit_monthly',
  columns: ['stat_month', 'depositors_n', 'amount', 'ratio', 'avg_base', 'paid_on', 'opened_on', 'status'],
  ...{ day: 18, hour: '09:00' },
  rows: (firm, period) => {
    if (!insuresIn(firm, period) || !depositsInto(firm)) return []
    const depositors = depositorsOf(firm)
    const base_cents = Math.round(firm.pay_cents * 1.05)
    const is_suspended = firm.late_days === null
    const paid = is_suspended ? 0 : Math.round(depositors * base_cents * fund_ratio * 2)
    const paid_on = is_suspended ? '' : `${period.next_text}-${firm.late_days ? '16' : '10'}`
    return [
      row(
        ...[period.text, depositors, cny(paid), fund_ratio, cny(base_cents), paid_on],
        ...[firm.established_on, is_suspended ? 'suspended' : 'normal'],
      ),
    ]
  },
}

/** Debts to the housing fund, from the default on. */
const fundArrears: RowDepartment = {
  dataset: 'hf_arrears',
  columns: ['from_month', 'from_on', 'months', 'amount', 'enforced', 'published_at'],
  ...{ day: 6, hour: '01:00', yearly: true },
  rows: (firm, { at, text }) => {
    if (firm.default_month !== at || !depositsInto(firm) || !firm.insures) return []
    const owed = cny(firm.pay_cents * Math.max(1, firm.headcount) * 0.2)
    return [row(text, `${text}-15`, 2, owed, false, `${text}-17T09:00:00+08:00`)]
  },
}

/** Wages withheld tax on: the insured and a few who are not. */
const wages: RowDepartment = {
  dataset: 'tax_pit_withholding_monthly',
  columns: ['stat_month', 'persons_n', 'wages_total'],
  ...{ day: 19, hour: '09:00' },
  rows: (firm, period) => {
    if (!insuresIn(firm, period)) return []
    const persons = paidPeople(firm, period.at)
    return [row(period.text, persons, cny(Math.round(persons * firm.pay_cents * 1.18)))]
  },
}

const disputes = once(301, (firm, at) => 0.004 + 0.06 * woe(firm, at))

/** Labour arbitration of a month. */
const labourDisputes: RowDepartment = {
  dataset: 'labor_dispute_summary',
  columns: ['stat_month', 'arbitration_n', 'collective', 'wage_arrears_amt', 'blacklist'],
  ...{ day: 20, hour: '09:30' },
  rows: (firm, { at, text }) => {
    if (!firm.insures || begunIn(firm, disputes, at).length === 0) return []
    const collective = firm.default_month !== null && firm.headcount >= 10
    return [row(text, collective ? 12 : 1, collective, collective ? cny(firm.pay_cents * 8) : '0.00', false)]
  },
}

/** What is known of a firm's people besides social insurance. */
export const people_departments: readonly RowDepartment[] = [
  insuranceArrears,
  housingFund,
  fundArrears,
  wages,
  labourDisputes,
]

/** Whether a firm deposits: three of four that insure, the demonstration's always. */
function depositsInto(firm: Firm): boolean {
  return firm.script !== null || happens(diceFor(firm, 302), 0.75)
}

function depositorsOf({ headcount, no }: Firm): number {
  return Math.max(1, Math.floor(headcount * (0.82 + 0.02 * (no % 9))))
}

/** People paid: the insured, those whom an agency insures, and in larger firms one or two who are insured elsewhere. */
function paidPeople({ headcount, insured_elsewhere_n, no }: Firm, at: Month): number {
  const people = headcount + insured_elsewhere_n
  return people + (people > 15 ? (no + at) % 3 : 0)
}

function monthsSince(firm: Firm, { at }: Period): number {
  return firm.default_month === null ? 1 : Math.max(1, Math.min(24, at - firm.default_month + 1))
}
