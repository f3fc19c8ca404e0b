import { monthAfter } from '#kernel'
import { cny, type Period } from '../../calendar.ts'
import { diceOf, normal, nth } from '../../chance.ts'
import { type Firm, movedIn, speaks } from '../../firm.ts'
import { diceFor } from '../draws.ts'
import { type RowDepartment, row } from '../row-department.ts'
import { accountOf, addressId, buildingOf, type Meter, metersOf, relationOf } from './meters.ts'

/** A month of a meter: what is burnt as of so many people, and how late it is paid. */
interface Reading {
  readonly account: string
  readonly heads: number
  readonly work: number
  readonly late_days: number | null
}

/** The matters by which readings are shaken. */
const matters: Readonly<Record<Meter, number>> = { elec: 334, water: 332, gas: 333 }

/** People on a meter that a building has in common. */
const building_heads = 24

/** Half of what a meter tells stands whether one works or not. */
const idle = 0.35

/** What is read for a firm: its own meter, the last of the one that it left, or the whole of a meter in common. */
function readingsOf(firm: Firm, meter: Meter, period: Period): readonly Reading[] {
  const { at } = period
  if (!speaks(firm, at) || !metersOf(firm).includes(meter)) return []
  if (relationOf(firm) !== 'own') {
    const shaken = 1 + 0.05 * normal(diceOf(matters[meter], buildingOf(firm), at))
    return [{ account: accountOf(firm, meter), heads: building_heads, work: shaken, late_days: 0 }]
  }
  const [heads, late_days] = [Math.max(1, firm.heads), firm.late_days]
  const own = { account: accountOf(firm, meter), heads, work: workOf(firm, meter, period), late_days }
  const left = movedIn(firm, monthAfter(at, -1)) ? [accountOf(firm, meter, firm.moves - 1)] : []
  return [own, ...left.map((account) => ({ account, heads, work: idle, late_days }))]
}

function workOf(firm: Firm, meter: Meter, { at }: Period): number {
  const usual = (firm.heads * firm.vigour_ratio * firm.trade.sales_cny * 100) / 12
  const busy = usual === 0 ? 0 : Math.min(2, firm.sales_cents / usual)
  return Math.max(0.05, (idle + (1 - idle) * busy) * (1 + 0.05 * normal(diceFor(firm, matters[meter], at))))
}

const hot: readonly number[] = [0.85, 0.8, 0.88, 0.95, 1.05, 1.15, 1.2, 1.2, 1.12, 1, 0.92, 0.88]

/** Electricity of a month. */
export const electricity: RowDepartment = {
  dataset: 'ut_electricity_monthly',
  columns: [
    ...['account_no_hash', 'stat_month', 'kwh', 'peak_kwh', 'flat_kwh', 'valley_kwh', 'capacity_kva'],
    ...['fee', 'due_on', 'paid_on', 'late_days', 'use_type', 'address_id'],
  ],
  ...{ day: 10, hour: '01:00' },
  rows: (firm, period) => readingsOf(firm, 'elec', period).map((reading) => powerRow(firm, reading, period)),
}

function powerRow(firm: Firm, { account, heads, work, late_days }: Reading, period: Period): string {
  const makes = firm.trade.industry_class.startsWith('C')
  const usual = heads * (makes ? 520 : 110)
  const kwh = Math.round(usual * work * nth(hot, period.at % 12))
  const [peak, valley] = [Math.floor(kwh * 0.35), Math.floor(kwh * (makes ? 0.25 : 0.15))]
  return row(
    ...[account, period.text, kwh, peak, kwh - peak - valley, valley, Math.ceil(usual / 90)],
    ...[cny(kwh * 74), `${period.next_text}-07`, ...paidOf(late_days, period)],
    ...[makes ? 'industrial' : 'commercial', addressId(firm)],
  )
}

// What is not paid by the delivery has no day yet.
function paidOf(late_days: number | null, { next_text }: Period): readonly [string, number] {
  const late = late_days === null ? 3 : Math.floor(late_days / 2)
  return late <= 2 ? [`${next_text}-0${7 + late}`, late] : ['', 3]
}

/** Water or gas of a month, by the head. */
export function volumes(
  dataset: 'ut_water_monthly' | 'ut_gas_monthly',
  meter: 'water' | 'gas',
  hour: string,
  [per_head, price_cents]: readonly [number, number],
): RowDepartment {
  return {
    dataset,
    columns: ['account_no_hash', 'stat_month', 'm3', 'fee', 'late_fee', 'paid_on', 'address_id'],
    ...{ day: 10, hour },
    rows: (firm, period) =>
      readingsOf(firm, meter, period).map(({ account, heads, work, late_days }) => {
        const m3 = Math.round(heads * per_head * work)
        const paid_on = late_days === null ? '' : `${period.next_text}-06`
        return row(account, period.text, m3, cny(m3 * price_cents), '0.00', paid_on, addressId(firm))
      }),
  }
}
