import { cny, type Period } from '../calendar.ts'
import { between, happens, normal } from '../chance.ts'
import { type Firm, speaks } from '../firm.ts'
import { awards, bidding } from './bids.ts'
import { diceFor } from './draws.ts'
import { publishedAfter, publishedOn, type RowDepartment, ratio, row } from './row-department.ts'

/** Invoices of a month: about what is sold; more is reversed as customers leave. */
const invoices: RowDepartment = {
  dataset: 'invoice_summary_monthly',
  columns: [
    ...['stat_month', 'issued_n', 'issued_amt', 'red_n', 'red_amt', 'void_n', 'received_amt', 'buyers_n'],
    ...['suppliers_n', 'top1_buyer_ratio', 'top5_buyer_ratio', 'top5_buyer_ratio_12m'],
    ...['top1_supplier_ratio', 'new_buyers_n'],
  ],
  ...{ day: 20, hour: '11:00' },
  rows: (firm, period) => (speaks(firm, period.at) ? [invoiced(firm, period)] : []),
}

function invoiced(firm: Firm, { at, text }: Period): string {
  const dice = diceFor(firm, 321, at)
  const issued = Math.max(0, Math.round(firm.sales_cents * (1 + 0.02 * normal(dice))))
  const issued_n = issued === 0 ? 0 : 1 + Math.floor(issued / 1_500_000) + between(dice, 0, 3)
  const reversed = Math.min(0.6, 0.006 + 0.03 * firm.strain)
  const buyers = Math.min(issued_n, 2 + Math.floor(issued_n / 3))
  const top1 = 0.15 + 0.05 * (firm.no % 8) + 0.02 * normal(dice)
  const top5 = Math.min(0.98, top1 + 0.3)
  const void_n = happens(dice, 0.2) ? 1 : 0
  return row(
    ...[text, issued_n, cny(issued), Math.floor(issued_n * reversed), cny(issued * reversed), void_n],
    ...[cny(issued * 0.68), buyers, Math.max(1, Math.floor(buyers * 0.7)), ratio(top1), ratio(top5)],
    ...[ratio(top5 - 0.04), ratio(0.2 + 0.04 * (firm.no % 6)), Math.floor(buyers * 0.1)],
  )
}

/** Money through accounts that a firm shows: one in five does. */
const cashflow: RowDepartment = {
  dataset: 'cashflow_platform',
  columns: ['stat_month', 'inflow', 'outflow', 'counterparties_n', 'active_days'],
  ...{ day: 9, hour: '01:00' },
  rows: (firm, period) => {
    if (!speaks(firm, period.at) || firm.no % 5 !== 0) return []
    const inflow = firm.sales_cents * 1.06
    const out = 0.94 - 0.03 * Math.max(-3, Math.min(2, firm.health))
    const [parties_n, days] = [3 + Math.floor(firm.sales_cents / 20_000_000), firm.sales_cents === 0 ? 2 : 21]
    return [row(period.text, cny(inflow), cny(inflow * out), parties_n, days)]
  },
}

/** Dollars for a yuan's cent, at 7.1. */
const usd_of_cents = 1 / 7.1

function trades(firm: Firm): boolean {
  return firm.trade.export_ratio > 0 && (firm.script !== null || firm.no % 4 !== 3)
}

const customs: RowDepartment = {
  dataset: 'cus_trade_monthly',
  columns: [
    ...['stat_month', 'export_amt', 'import_amt', 'declarations_n', 'countries_n', 'top1_country_ratio'],
    'top1_country_ratio_12m',
  ],
  ...{ day: 18, hour: '10:00' },
  rows: (firm, period) => {
    if (!speaks(firm, period.at) || !trades(firm)) return []
    const exported = firm.sales_cents * firm.trade.export_ratio * usd_of_cents
    const top1 = 0.35 + 0.06 * (firm.no % 7)
    const amounts = [cny(exported), cny(exported * 0.2), Math.ceil(exported / 3_000_000)]
    return [row(period.text, ...amounts, 1 + (firm.no % 9), ratio(top1), ratio(top1 - 0.03))]
  },
}

const customsRating: RowDepartment = {
  dataset: 'cus_rating',
  columns: ['level', 'changed_on', 'violation_n', 'tariff_arrears', 'published_at'],
  ...{ day: 5, hour: '01:00', yearly: true },
  stock: (firm, eve) =>
    firm.born <= eve.at && trades(firm)
      ? [row(firm.no % 40 === 0 ? 'AEO' : 'registered', firm.established_on, 0, '0.00', publishedAfter(eve))]
      : [],
  rows: (firm, { at }) =>
    firm.born === at && trades(firm)
      ? [row('registered', firm.established_on, 0, '0.00', publishedOn(firm.established_on))]
      : [],
}

/** What flows in and out of a firm besides what it declares. */
export const flow_departments: readonly RowDepartment[] = [
  invoices,
  cashflow,
  customs,
  customsRating,
  awards,
  bidding,
]
