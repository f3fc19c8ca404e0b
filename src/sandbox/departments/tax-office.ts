import type { Month } from '#kernel'
import { cny } from '../calendar.ts'
import { between, happens } from '../chance.ts'
import { type Firm, stands } from '../firm.ts'
import { researches } from './innovation.ts'
import { tells } from './people.ts'
import { diceFor, publishedOn, type RowDepartment, row, spellsIn, spellsOpen, woe } from './row-department.ts'
import { vatDueCents } from './tax.ts'

const registration: RowDepartment = {
  dataset: 'tax_registration',
  columns: [
    'taxpayer_type',
    'tax_status',
    'abnormal_on',
    'abnormal_lifted_on',
    'tax_org',
    'registered_on',
    'published_at',
  ],
  ...{ day: 4, hour: '01:00', every_months: 12 },
  stock: (firm, { at }) => (firm.born <= at && stands(firm, at) ? [registered(firm, '')] : []),
  rows: (firm, { at }) => (firm.born === at ? [registered(firm, publishedOn(firm.established_on))] : []),
}

function registered({ files_quarterly, established_on, district }: Firm, published_at: string): string {
  const type = files_quarterly ? 'small' : 'general'
  return row(
    type,
    'normal',
    '',
    '',
    `国家税务总局深圳市${district.name}示例税务局`,
    established_on,
    published_at,
  )
}

/** Taxes paid: the VAT that was declared as due, and what was withheld of wages. */
const payments: RowDepartment = {
  dataset: 'tax_payment',
  columns: ['period', 'tax_kind', 'amount', 'paid_on', 'late_fee', 'refund_amt', 'refund_kind'],
  ...{ day: 20, hour: '20:30', every_months: 1 },
  rows: (firm, period) => {
    // Who cannot pay social insurance does not pay its taxes either.
    if (!tells(firm, period) || firm.late_days === null) return []
    const vat = vatDueCents(firm, period)
    const exported = firm.files_quarterly ? 0 : firm.sales_cents * firm.trade.export_ratio
    const refund = Math.round(exported * firm.trade.vat_ratio * 0.5)
    const paid_on = `${period.next_text}-${14 + (firm.no % 2)}`
    const pit = firm.insures ? Math.round(firm.headcount * firm.pay_cents * 0.02) : 0
    return [
      ...(vat + refund > 0
        ? [row(period.text, 'vat', cny(vat), paid_on, '0.00', cny(refund), refund > 0 ? 'export' : '')]
        : []),
      ...(pit > 0 ? [row(period.text, 'pit', cny(pit), paid_on, '0.00', '0.00', '')] : []),
    ]
  },
}

const arrears_habit = {
  matter: 311,
  chance: (firm: Firm, at: Month) => 0.02 * woe(firm, at),
  longest: 10,
  endless_ratio: 0.3,
}

const arrears: RowDepartment = {
  dataset: 'tax_arrears',
  columns: ['tax_kind', 'balance', 'announced_on', 'settled_on', 'published_at'],
  ...{ day: 6, hour: '01:10', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(firm, arrears_habit, at).map(({ began_on, ended_on, dice }) =>
      row(
        'vat',
        ended_on === null ? cny(between(dice, 500_000, 40_000_000)) : '0.00',
        began_on,
        ended_on,
        publishedOn(ended_on ?? began_on),
      ),
    ),
  stock: (firm, { at }) =>
    spellsOpen(firm, arrears_habit, at).map(({ began_on, dice }) =>
      row('vat', cny(between(dice, 500_000, 40_000_000)), began_on, '', ''),
    ),
}

const violations: RowDepartment = {
  dataset: 'tax_violation',
  columns: [
    'doc_no',
    'violation_kind',
    'supplement_amt',
    'penalty_amt',
    'decided_on',
    'transferred_to_police',
    'major_illegal_listed',
    'published_at',
  ],
  ...{ day: 6, hour: '01:20', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(firm, { matter: 312, chance: (one, month) => 0.003 * woe(one, month), longest: 1 }, at)
      .filter(({ ended_on }) => ended_on === null)
      .map(({ key, began_on, dice }) => {
        const supplement = between(dice, 1_000_000, 50_000_000)
        return row(
          `深税稽罚示〔${key}〕号`,
          '少缴税款(示例)',
          cny(supplement),
          cny(supplement / 2),
          began_on,
          false,
          false,
          publishedOn(began_on),
        )
      }),
}

/** Yearly sales as the office infers them: the mean month of the firm at hand. */
function yearlyCents(firm: Firm): number {
  return Math.round(
    firm.heads *
      firm.vigour_ratio *
      firm.trade.sales_cny *
      100 *
      Math.max(0.1, 1 + 0.25 * Math.max(-2, Math.min(1.5, firm.drive))),
  )
}

const annual: RowDepartment = {
  dataset: 'tax_cit_annual',
  columns: [
    'year',
    'revenue',
    'cost',
    'profit',
    'taxable_income',
    'rd_extra_deduction',
    'cit_payable',
    'total_assets',
    'total_liabilities',
    'employees_declared',
  ],
  ...{ day: 16, hour: '01:00', every_months: 1, of_months: [4] },
  rows: (firm, period) => {
    // 汇算清缴: by the end of May.
    if (firm.form !== 'company' || !tells(firm, period)) return []
    const year = Math.floor(period.at / 12) - 1
    if (firm.born > year * 12 + 6) return []
    const revenue = yearlyCents(firm)
    const profit = Math.round(revenue * marginOf(firm))
    const { assets, liabilities } = balanceOf(firm)
    const taxed = Math.max(0, profit)
    return [
      row(
        year,
        cny(revenue),
        cny(revenue - profit),
        signed(profit),
        cny(taxed),
        cny(researches(firm) ? revenue * 0.05 : 0),
        cny(taxed * 0.05),
        cny(assets),
        cny(liabilities),
        firm.headcount,
      ),
    ]
  },
}

const statements: RowDepartment = {
  dataset: 'tax_fin_statement_quarterly',
  columns: [
    'period',
    'period_no',
    'assets',
    'current_assets',
    'receivables',
    'inventory',
    'liabilities',
    'current_liabilities',
    'short_loans',
    'equity',
    'revenue',
    'cost',
    'net_profit',
  ],
  ...{ day: 20, hour: '10:00', every_months: 1, of_months: [2, 5, 8, 11] },
  rows: (firm, period) => {
    if (firm.form !== 'company' || !tells(firm, period)) return []
    const [year, quarter] = [Math.floor(period.at / 12), Math.floor((period.at % 12) / 3) + 1]
    const { assets, liabilities } = balanceOf(firm)
    const revenue = firm.quarter_sales_cents
    const net = Math.round(revenue * marginOf(firm))
    return [
      row(
        `${year}Q${quarter}`,
        year * 4 + quarter - 1,
        cny(assets),
        cny(assets * 0.7),
        cny(revenue * 0.6),
        cny(revenue * 0.3),
        cny(liabilities),
        cny(liabilities * 0.8),
        cny(liabilities * 0.25),
        signed(assets - liabilities),
        cny(revenue),
        cny(revenue - net),
        signed(net),
      ),
    ]
  },
}

const research: RowDepartment = {
  dataset: 'rd_expense',
  columns: ['year', 'rd_amt', 'rd_ratio', 'rd_staff_n', 'rd_extra_deduction'],
  ...{ day: 16, hour: '01:30', every_months: 1, of_months: [4] },
  rows: (firm, period) => {
    if (!researches(firm) || !tells(firm, period)) return []
    const share = 0.04 + 0.01 * (firm.no % 5)
    const spent = yearlyCents(firm) * share
    return [
      row(
        Math.floor(period.at / 12) - 1,
        cny(spent),
        share.toFixed(4),
        Math.floor(firm.headcount * 0.3),
        cny(spent),
      ),
    ]
  },
}

/** The tax office besides declarations and ratings. */
export const tax_departments: readonly RowDepartment[] = [
  registration,
  payments,
  arrears,
  violations,
  annual,
  statements,
  research,
]

/** What a firm has and owes, from its capital and a year's sales; equity falls as it sickens. */
export function balanceOf(firm: Firm): { readonly assets: number; readonly liabilities: number } {
  const assets = Math.round(firm.paid_in_10k * 1_000_000 * 0.6 + yearlyCents(firm) * 0.55) + 1_000_000
  const owed = 0.42 - 0.1 * Math.max(-4, Math.min(2, firm.health)) + 0.05 * (firm.no % 3)
  return { assets, liabilities: Math.round(assets * Math.max(0.1, Math.min(1.3, owed))) }
}

function marginOf(firm: Firm): number {
  return (
    0.05 + 0.04 * Math.max(-3, Math.min(1.5, firm.health)) + (happens(diceFor(firm, 313), 0.5) ? 0.01 : 0)
  )
}

/** Cents as 元, perhaps below nought. */
export function signed(cents: number): string {
  return cents < 0 ? `-${cny(Math.round(-cents))}` : cny(Math.round(cents))
}
