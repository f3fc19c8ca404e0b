import type { Month } from '#kernel'
import { cny } from '../calendar.ts'
import { between, happens, normal, roll } from '../chance.ts'
import type { Firm } from '../firm.ts'
import { tells } from './people.ts'
import { diceFor, publishedOn, type RowDepartment, ratio, row, spellsIn, woe } from './row-department.ts'

/** Invoices of a month: about what is sold; more is reversed as customers leave. */
const invoices: RowDepartment = {
  dataset: 'invoice_summary_monthly',
  columns: [
    ...['stat_month', 'issued_n', 'issued_amt', 'red_n', 'red_amt', 'void_n', 'received_amt', 'buyers_n'],
    ...[
      'suppliers_n',
      'top1_buyer_ratio',
      'top5_buyer_ratio',
      'top5_buyer_ratio_12m',
      'top1_supplier_ratio',
      'new_buyers_n',
    ],
  ],
  ...{ day: 20, hour: '11:00', every_months: 1 },
  rows: (firm, period) => {
    if (!tells(firm, period)) return []
    const dice = diceFor(firm, 321, period.at)
    const issued = Math.round(firm.sales_cents * (1 + 0.02 * normal(dice)))
    const issued_n = issued === 0 ? 0 : 1 + Math.floor(issued / 1_500_000) + between(dice, 0, 3)
    const reversed = Math.min(0.6, 0.006 + 0.03 * firm.strain)
    const buyers = Math.min(issued_n, 2 + Math.floor(issued_n / 3))
    const top1 = 0.15 + 0.05 * (firm.no % 8) + 0.02 * normal(dice)
    const top5 = Math.min(0.98, top1 + 0.3)
    return [
      row(
        ...[
          period.text,
          issued_n,
          cny(Math.max(0, issued)),
          Math.floor(issued_n * reversed),
          cny(Math.max(0, issued) * reversed),
        ],
        ...[
          happens(dice, 0.2) ? 1 : 0,
          cny(Math.max(0, issued) * 0.68),
          buyers,
          Math.max(1, Math.floor(buyers * 0.7)),
        ],
        ...[
          ratio(top1),
          ratio(top5),
          ratio(top5 - 0.04),
          ratio(0.2 + 0.04 * (firm.no % 6)),
          Math.floor(buyers * 0.1),
        ],
      ),
    ]
  },
}

/** Money through accounts that a firm shows: one in five does. */
const cashflow: RowDepartment = {
  dataset: 'cashflow_platform',
  columns: ['stat_month', 'inflow', 'outflow', 'counterparties_n', 'active_days'],
  ...{ day: 9, hour: '01:00', every_months: 1 },
  rows: (firm, period) => {
    if (!tells(firm, period) || firm.no % 5 !== 0) return []
    const inflow = firm.sales_cents * 1.06
    const out = 0.94 - 0.03 * Math.max(-3, Math.min(2, firm.health))
    return [
      row(
        period.text,
        cny(inflow),
        cny(inflow * out),
        3 + Math.floor(firm.sales_cents / 20_000_000),
        firm.sales_cents === 0 ? 2 : 21,
      ),
    ]
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
    'stat_month',
    'export_amt',
    'import_amt',
    'declarations_n',
    'countries_n',
    'top1_country_ratio',
    'top1_country_ratio_12m',
  ],
  ...{ day: 18, hour: '10:00', every_months: 1 },
  rows: (firm, period) => {
    if (!tells(firm, period) || !trades(firm)) return []
    const exported = firm.sales_cents * firm.trade.export_ratio * usd_of_cents
    const top1 = 0.35 + 0.06 * (firm.no % 7)
    return [
      row(
        period.text,
        cny(exported),
        cny(exported * 0.2),
        Math.ceil(exported / 3_000_000),
        1 + (firm.no % 9),
        ratio(top1),
        ratio(top1 - 0.03),
      ),
    ]
  },
}

const customsRating: RowDepartment = {
  dataset: 'cus_rating',
  columns: ['level', 'changed_on', 'violation_n', 'tariff_arrears', 'published_at'],
  ...{ day: 5, hour: '01:00', every_months: 12 },
  stock: (firm, { at }) =>
    firm.born <= at && trades(firm)
      ? [row(firm.no % 40 === 0 ? 'AEO' : 'registered', firm.established_on, 0, '0.00', '')]
      : [],
  rows: (firm, { at }) =>
    firm.born === at && trades(firm)
      ? [row('registered', firm.established_on, 0, '0.00', publishedOn(firm.established_on))]
      : [],
}

const contracts = {
  matter: 322,
  longest: 1,
  chance: (firm: Firm, at: Month) =>
    (/^[EIMN]/.test(firm.trade.industry_class) ? 0.03 : 0.004) * (woe(firm, at) > 0.9 ? 0.2 : 1),
}

const awards: RowDepartment = {
  dataset: 'bid_award',
  columns: [
    'notice_no',
    'kind',
    'buyer',
    'amount',
    'awarded_on',
    'contract_on',
    'breach_flag',
    'published_at',
  ],
  ...{ day: 5, hour: '01:10', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(firm, contracts, at)
      .filter(({ ended_on }) => ended_on === null)
      .map(({ key, began_on, dice }) => {
        const amount = firm.capital_10k * 10_000 * (20 + 60 * roll(dice))
        const kind = firm.trade.industry_class.startsWith('E') ? 'construction' : 'gov_procurement'
        return row(
          `SZ-${key}`,
          kind,
          '深圳市示例采购单位',
          cny(amount),
          began_on,
          '',
          happens(dice, 0.01),
          publishedOn(began_on),
        )
      }),
}

/** The same awards, and bids lost, as a commercial source collects them. */
const bidding: RowDepartment = {
  dataset: 'com_bidding',
  columns: ['notice_no', 'role', 'amount', 'awarded_on', 'published_at'],
  ...{ day: 5, hour: '01:20', every_months: 12 },
  rows: (firm, { at }) => [
    ...spellsIn(firm, contracts, at)
      .filter(({ ended_on }) => ended_on === null)
      .map(({ key, began_on, dice }) =>
        row(
          `SZ-${key}`,
          'winner',
          cny(firm.capital_10k * 10_000 * (20 + 60 * roll(dice))),
          began_on,
          publishedOn(began_on),
        ),
      ),
    ...spellsIn(firm, { ...contracts, matter: 323 }, at)
      .filter(({ ended_on }) => ended_on === null)
      .map(({ key, began_on }) => row(`SZ-${key}`, 'bidder', '', began_on, publishedOn(began_on))),
  ],
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
