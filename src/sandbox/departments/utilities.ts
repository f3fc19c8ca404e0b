import type { Month } from '#kernel'
import { cny, type Period } from '../calendar.ts'
import { normal, nth } from '../chance.ts'
import { type Firm, stands } from '../firm.ts'
import { tells } from './people.ts'
import {
  diceFor,
  hashOf,
  publishedOn,
  type RowDepartment,
  row,
  spellsIn,
  spellsOpen,
  woe,
} from './row-department.ts'

/** The kinds of meters, with the number of each in its hashes. */
const meters = { elec: 331, water: 332, gas: 333 } as const

type Meter = keyof typeof meters

/**
 * Who reads a firm's meter: most have their own, one in five shares its landlord's, one in ten one with neighbours; a
 * sole proprietor's kitchen has gas.
 */
function relationOf(firm: Firm): 'own' | 'landlord' | 'shared' {
  if (firm.script !== null) return 'own'
  return firm.no % 5 === 1 ? 'landlord' : firm.no % 10 === 3 ? 'shared' : 'own'
}

/** The account: its own, or the one that it has in common with those of its building. */
function accountOf(firm: Firm, meter: Meter): string {
  const relation = relationOf(firm)
  const number = relation === 'own' ? firm.no * 10 + Math.min(9, firm.moves) : Math.floor(firm.no / 20) * 10
  return hashOf(meters[meter], relation === 'own' ? 0 : 1, number)
}

function metersOf({ trade, form }: Firm): readonly Meter[] {
  const cooks =
    trade.industry_class.startsWith('H') || (form === 'company' && trade.industry_class.startsWith('C'))
  return cooks ? ['elec', 'water', 'gas'] : ['elec', 'water']
}

const crosswalk: RowDepartment = {
  dataset: 'id_crosswalk',
  columns: ['kind', 'account_hash', 'relation', 'from_on', 'to_on', 'method', 'confidence', 'published_at'],
  ...{ day: 4, hour: '02:00', every_months: 12 },
  stock: (firm, { at }) => (firm.born <= at && stands(firm, at) ? accounts(firm, '') : []),
  rows: (firm, { at }) => (firm.born === at ? accounts(firm, publishedOn(firm.established_on)) : []),
}

function accounts(firm: Firm, published_at: string): readonly string[] {
  const own = relationOf(firm) === 'own'
  return metersOf(firm).map((meter) =>
    row(
      meter,
      accountOf({ ...firm, moves: 0 }, meter),
      relationOf(firm),
      firm.established_on,
      '',
      own ? 'source' : 'matched',
      own ? '1' : '0.8',
      published_at,
    ),
  )
}

/** A month of a meter against the work done: half stands whether one works or not. */
function workOf(firm: Firm, matter: number, { at }: Period): number {
  const usual = (firm.heads * firm.vigour_ratio * firm.trade.sales_cny * 100) / 12
  const busy = usual === 0 ? 0 : Math.min(2, firm.sales_cents / usual)
  return Math.max(0.05, (0.35 + 0.65 * busy) * (1 + 0.05 * normal(diceFor(firm, matter, at))))
}

const hot: readonly number[] = [0.85, 0.8, 0.88, 0.95, 1.05, 1.15, 1.2, 1.2, 1.12, 1, 0.92, 0.88]

const electricity: RowDepartment = {
  dataset: 'ut_electricity_monthly',
  columns: [
    ...[
      'account_no_hash',
      'stat_month',
      'kwh',
      'peak_kwh',
      'flat_kwh',
      'valley_kwh',
      'capacity_kva',
      'fee',
      'due_on',
    ],
    ...['paid_on', 'late_days', 'use_type', 'address_id'],
  ],
  ...{ day: 10, hour: '01:00', every_months: 1 },
  rows: (firm, period) => {
    if (!tells(firm, period) || relationOf(firm) !== 'own') return []
    const makes = firm.trade.industry_class.startsWith('C')
    const usual = Math.max(1, firm.heads) * (makes ? 520 : 110)
    const kwh = Math.round(usual * workOf(firm, 334, period) * nth(hot, period.at % 12))
    const [peak, valley] = [Math.floor(kwh * 0.35), Math.floor(kwh * (makes ? 0.25 : 0.15))]
    const late = firm.late_days === null ? null : Math.min(20, Math.floor(firm.late_days / 2))
    // What is not paid by the delivery has no day yet.
    const paid = late !== null && late <= 2
    return [
      row(
        ...[accountOf({ ...firm, moves: 0 }, 'elec'), period.text, kwh, peak, kwh - peak - valley, valley],
        ...[
          Math.ceil(usual / 90),
          cny(kwh * 74),
          `${period.next_text}-07`,
          paid ? `${period.next_text}-0${7 + late}` : '',
        ],
        ...[paid ? late : 3, makes ? 'industrial' : 'commercial', addressId(firm)],
      ),
    ]
  },
}

function volumes(
  dataset: string,
  meter: 'water' | 'gas',
  hour: string,
  per_head: number,
  price_cents: number,
): RowDepartment {
  return {
    dataset,
    columns: ['account_no_hash', 'stat_month', 'm3', 'fee', 'late_fee', 'paid_on', 'address_id'],
    ...{ day: 10, hour, every_months: 1 },
    rows: (firm, period) => {
      if (!tells(firm, period) || relationOf(firm) !== 'own' || !metersOf(firm).includes(meter)) return []
      const m3 = Math.round(Math.max(1, firm.heads) * per_head * workOf(firm, meters[meter], period))
      const paid_on = firm.late_days === null ? '' : `${period.next_text}-06`
      return [
        row(
          accountOf({ ...firm, moves: 0 }, meter),
          period.text,
          m3,
          cny(m3 * price_cents),
          '0.00',
          paid_on,
          addressId(firm),
        ),
      ]
    },
  }
}

const debts = {
  matter: 335,
  chance: (firm: Firm, at: Month) => 0.002 + 0.04 * woe(firm, at),
  longest: 5,
  endless_ratio: 0.2,
}

const unpaid: RowDepartment = {
  dataset: 'ut_arrears',
  columns: [
    'utility',
    'periods',
    'amount',
    'since_on',
    'settled_on',
    'cut_off',
    'notice_sent_at',
    'published_at',
  ],
  ...{ day: 11, hour: '01:00', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(firm, debts, at).map(({ began_on, ended_on }) =>
      row(
        'elec',
        ended_on === null ? 1 : 2,
        cny(Math.max(1, firm.heads) * 12_000),
        began_on,
        ended_on,
        false,
        began_on,
        publishedOn(ended_on ?? began_on),
      ),
    ),
  stock: (firm, { at }) =>
    spellsOpen(firm, debts, at).map(({ began_on }) =>
      row('elec', 1, cny(Math.max(1, firm.heads) * 12_000), began_on, '', false, began_on, ''),
    ),
}

const lines: RowDepartment = {
  dataset: 'com_telecom_iot',
  columns: ['stat_month', 'lines_n', 'iot_cards_n', 'arrears_months'],
  ...{ day: 9, hour: '02:00', every_months: 1 },
  rows: (firm, period) =>
    tells(firm, period) && firm.no % 4 === 0
      ? [
          row(
            period.text,
            1 + Math.floor(firm.heads / 3),
            firm.trade.industry_class.startsWith('C') ? Math.floor(firm.heads) : 0,
            firm.late_days === null ? 1 : 0,
          ),
        ]
      : [],
}

/** Meters, who uses them, and what is owed on them. */
export const utility_departments: readonly RowDepartment[] = [
  crosswalk,
  electricity,
  volumes('ut_water_monthly', 'water', '01:10', 1.6, 410),
  volumes('ut_gas_monthly', 'gas', '01:20', 9, 440),
  unpaid,
  lines,
]

/** The building and unit that a firm works in. */
export function addressId({ no, district }: Firm): string {
  return `A${district.region_code}${String(Math.floor(no / 20)).padStart(6, '0')}-${no % 20}`
}
