import { cny, type Period } from '../../calendar.ts'
import { normal, nth } from '../../chance.ts'
import { type Firm, speaks } from '../../firm.ts'
import { diceFor } from '../draws.ts'
import { type RowDepartment, row } from '../row-department.ts'
import { accountOf, addressId, meters, metersOf, relationOf } from './meters.ts'

const hot: readonly number[] = [0.85, 0.8, 0.88, 0.95, 1.05, 1.15, 1.2, 1.2, 1.12, 1, 0.92, 0.88]

/** A month of a meter against the work done: half stands whether one works or not. */
function workOf(firm: Firm, matter: number, { at }: Period): number {
  const usual = (firm.heads * firm.vigour_ratio * firm.trade.sales_cny * 100) / 12
  const busy = usual === 0 ? 0 : Math.min(2, firm.sales_cents / usual)
  return Math.max(0.05, (0.35 + 0.65 * busy) * (1 + 0.05 * normal(diceFor(firm, matter, at))))
}

/** Electricity of a month. */
export const electricity: RowDepartment = {
  dataset: 'ut_electricity_monthly',
  columns: [
    ...['account_no_hash', 'stat_month', 'kwh', 'peak_kwh', 'flat_kwh', 'valley_kwh', 'capacity_kva'],
    ...['fee', 'due_on', 'paid_on', 'late_days', 'use_type', 'address_id'],
  ],
  ...{ day: 10, hour: '01:00', every_months: 1 },
  rows: (firm, period) =>
    speaks(firm, period.at) && relationOf(firm) === 'own' ? [burnt(firm, period)] : [],
}

function burnt(firm: Firm, period: Period): string {
  const makes = firm.trade.industry_class.startsWith('C')
  const usual = Math.max(1, firm.heads) * (makes ? 520 : 110)
  const kwh = Math.round(usual * workOf(firm, 334, period) * nth(hot, period.at % 12))
  const [peak, valley] = [Math.floor(kwh * 0.35), Math.floor(kwh * (makes ? 0.25 : 0.15))]
  return row(
    ...[accountOf(firm, 'elec'), period.text, kwh, peak, kwh - peak - valley, valley, Math.ceil(usual / 90)],
    ...[cny(kwh * 74), `${period.next_text}-07`, ...paidOf(firm, period)],
    ...[makes ? 'industrial' : 'commercial', addressId(firm)],
  )
}

// What is not paid by the delivery has no day yet.
function paidOf({ late_days }: Firm, { next_text }: Period): readonly [string, number] {
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
    ...{ day: 10, hour, every_months: 1 },
    rows: (firm, period) => {
      if (!speaks(firm, period.at) || relationOf(firm) !== 'own' || !metersOf(firm).includes(meter)) return []
      const m3 = Math.round(Math.max(1, firm.heads) * per_head * workOf(firm, meters[meter], period))
      const paid_on = firm.late_days === null ? '' : `${period.next_text}-06`
      const account = accountOf(firm, meter)
      return [row(account, period.text, m3, cny(m3 * price_cents), '0.00', paid_on, addressId(firm))]
    },
  }
}
