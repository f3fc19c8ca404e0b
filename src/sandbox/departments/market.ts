import type { Month } from '#kernel'
import { cny, type Period } from '../calendar.ts'
import { between, happens, normal } from '../chance.ts'
import type { Firm } from '../firm.ts'
import { tells } from './people.ts'
import {
  diceFor,
  hashOf,
  publishedOn,
  type RowDepartment,
  ratio,
  row,
  spellsIn,
  woe,
} from './row-department.ts'

type Monthly = (firm: Firm, period: Period) => readonly (string | number | boolean | null)[]

/** A commercial source that tells of those of its customers who work in the month. */
function source(
  dataset: string,
  hour: string,
  fields: readonly string[],
  of: (firm: Firm) => boolean,
  cells: Monthly,
): RowDepartment {
  return {
    dataset,
    columns: fields,
    ...{ day: 9, hour, every_months: 1 },
    rows: (firm, period) => (tells(firm, period) && of(firm) ? [row(...cells(firm, period))] : []),
  }
}

const retail = ({ trade }: Firm) => /^[HFO]/.test(trade.industry_class)
const online = ({ trade }: Firm) => /^(F5292|I6429)/.test(trade.industry_class)
const drive = ({ drive: felt }: Firm) => Math.max(0.1, 1 + 0.3 * Math.max(-2.5, Math.min(1.5, felt)))

const monthly: readonly RowDepartment[] = [
  source(
    'com_acquiring_flow',
    '04:00',
    ['stat_month', 'txn_n', 'amt', 'active_days', 'refund_ratio', 'night_ratio'],
    retail,
    (firm, { text }) => [
      text,
      Math.floor(firm.sales_cents / 6_000),
      cny(firm.sales_cents * 0.6),
      firm.sales_cents === 0 ? 0 : 28,
      ratio(0.01 + 0.01 * firm.strain),
      ratio(firm.trade.industry_class.startsWith('H') ? 0.2 : 0.05),
    ],
  ),
  source(
    'com_ecommerce',
    '04:10',
    ['shop_hash', 'stat_month', 'gmv', 'orders_n', 'refund_ratio', 'rating', 'platform_type'],
    online,
    (firm, { text }) => [
      hashOf(391, firm.no),
      text,
      cny(firm.sales_cents * 0.8),
      Math.floor(firm.sales_cents / 15_000),
      ratio(0.04 + 0.04 * firm.strain),
      Math.max(1, Math.min(5, 4.7 - 0.2 * firm.strain)).toFixed(1),
      firm.trade.word === '网络科技' ? 'live' : 'marketplace',
    ],
  ),
  source(
    'com_logistics',
    '04:20',
    ['stat_month', 'parcels_n', 'shippers_n', 'regions_n'],
    ({ trade }) => /^[CFG]/.test(trade.industry_class),
    (firm, { text }) => [text, Math.floor(firm.sales_cents / 40_000), 1 + (firm.no % 7), 3 + (firm.no % 25)],
  ),
  source(
    'com_recruitment',
    '04:30',
    ['stat_month', 'posts_n', 'openings_n', 'avg_salary', 'cities_n', 'tech_ratio'],
    ({ form, no }) => form === 'company' && no % 2 === 0,
    (firm, { text, at }) => {
      const posts = Math.max(
        0,
        Math.round(firm.headcount * 0.04 * drive(firm) + normal(diceFor(firm, 392, at))),
      )
      return [
        text,
        posts,
        posts * 2,
        cny(firm.pay_cents),
        1,
        ratio(firm.trade.industry_class.startsWith('I') ? 0.7 : 0.1),
      ]
    },
  ),
  source(
    'com_saas_usage',
    '04:40',
    ['stat_month', 'seats_n', 'active_ratio', 'renewal'],
    ({ form, no }) => form === 'company' && no % 3 === 0,
    (firm, { text }) => [
      text,
      Math.max(1, Math.floor(firm.heads)),
      ratio(0.7 * drive(firm)),
      firm.late_days !== null,
    ],
  ),
  source(
    'com_supply_chain',
    '04:50',
    ['core_hash', 'stat_month', 'payable_amt', 'days', 'dispute_ratio'],
    ({ trade, no }) => trade.industry_class.startsWith('C') && no % 3 === 0,
    (firm, { text }) => [
      hashOf(393, firm.no % 12),
      text,
      cny(firm.sales_cents * 0.4),
      60 + (firm.no % 4) * 15,
      ratio(0.01 + 0.02 * firm.strain),
    ],
  ),
  source(
    'com_vehicle',
    '05:00',
    ['stat_month', 'vehicles_n', 'violations_n', 'insured_ratio'],
    ({ trade }) => /^[GE]/.test(trade.industry_class),
    (firm, { text }) => [text, Math.max(1, Math.floor(firm.heads / 3)), firm.strain > 1 ? 2 : 0, '1'],
  ),
  source(
    'com_invoice_agent',
    '05:10',
    ['stat_month', 'issued_amt', 'red_ratio', 'top5_buyer_ratio'],
    ({ no }) => no % 4 === 1,
    (firm, { text }) => [
      text,
      cny(firm.sales_cents),
      ratio(0.006 + 0.03 * firm.strain),
      ratio(0.45 + 0.05 * (firm.no % 8)),
    ],
  ),
  source(
    'plat_behaviour',
    '05:20',
    [
      'stat_month',
      'logins',
      'consents_granted',
      'queries_n',
      'query_banks_n',
      'preloan_query_banks_3m',
      'preloan_queries_6m',
      'applications_n',
      'objections_n',
    ],
    ({ no }) => no % 2 === 0,
    (firm, { text, at }) => {
      // Who needs money asks around.
      const banks = Math.floor(Math.max(0, Math.min(8, firm.stress * 3)))
      const logins = between(diceFor(firm, 394, at), 0, 4) + banks
      return [text, logins, banks, banks, banks, banks, banks * 2, banks, 0]
    },
  ),
]

const insurances: RowDepartment = {
  dataset: 'com_insurance',
  columns: ['policy_hash', 'kind', 'sum_insured', 'claims_n', 'from_on', 'to_on', 'published_at'],
  ...{ day: 7, hour: '02:00', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(firm, { matter: 395, chance: (one) => (one.form === 'company' ? 0.03 : 0.005), longest: 1 }, at)
      .filter(({ ended_on }) => ended_on === null)
      .map(({ began_on, dice }) => {
        const to_on = `${Number(began_on.slice(0, 4)) + 1}${began_on.slice(4)}`
        return row(
          hashOf(395, firm.no, at),
          firm.trade.export_ratio > 0 ? 'export_credit' : 'property',
          cny(between(dice, 10_000_000, 900_000_000)),
          0,
          began_on,
          to_on,
          publishedOn(began_on),
        )
      }),
}

const news: RowDepartment = {
  dataset: 'com_news_sentiment',
  columns: ['topic', 'polarity', 'heat', 'published_on', 'url_hash', 'published_at'],
  ...{ day: 7, hour: '02:10', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(
      firm,
      { matter: 396, chance: (one, month: Month) => 0.006 + 0.08 * woe(one, month), longest: 1 },
      at,
    )
      .filter(({ ended_on }) => ended_on === null)
      .map(({ began_on, dice }) => {
        const bad = happens(dice, 0.2 + 0.7 * Math.min(1, woe(firm, at)))
        return row(
          bad ? 'finance' : 'operation',
          bad ? '-0.6' : '0.4',
          between(dice, 5, 80),
          began_on,
          hashOf(396, firm.no, at),
          publishedOn(began_on),
        )
      }),
}

const feedback: RowDepartment = {
  dataset: 'fin_feedback',
  columns: [
    'loan_ref_hash',
    'source',
    'bank_id',
    'product_id',
    'result',
    'reported_on',
    'limit_amt',
    'rate',
    'term',
    'contracted_on',
    'drawn_on',
    'renewal',
    'first_loan',
    'credit_loan',
    'drawn_amt',
    'balance',
    'reject_code',
    'status_dpd',
    'published_at',
  ],
  ...{ day: 7, hour: '02:20', every_months: 12 },
  rows: (firm, { at, text }) => {
    const dice = diceFor(firm, 397, at)
    if (!tells(firm, { at } as Period) || !happens(dice, 0.02)) return []
    const on = `${text}-2${between(dice, 0, 5)}` as const
    const ref = hashOf(397, firm.no, at)
    const bank = `bank_${between(dice, 1, 9)}`
    if (woe(firm, at) > 0.2 && happens(dice, 0.6))
      return [
        row(
          ref,
          'api',
          bank,
          '示例贷',
          'rejected',
          on,
          '',
          '',
          '',
          '',
          '',
          false,
          false,
          true,
          '',
          '',
          'R03',
          '',
          `${text}-28T09:00:00+08:00`,
        ),
      ]
    const limit = 10_000_000 * between(dice, 1, 30)
    return [
      row(
        ref,
        'api',
        bank,
        '示例贷',
        'approved',
        on,
        cny(limit),
        '0.0435',
        12,
        on,
        on,
        happens(dice, 0.3),
        happens(dice, 0.3),
        true,
        cny(limit),
        cny(limit),
        '',
        'current',
        `${text}-28T09:00:00+08:00`,
      ),
    ]
  },
}

/** What commercial sources, banks and our own pages see of a firm. */
export const market_departments: readonly RowDepartment[] = [...monthly, insurances, news, feedback]
