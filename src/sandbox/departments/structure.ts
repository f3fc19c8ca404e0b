import { cny } from '../calendar.ts'
import type { MonthlyDepartment } from './department.ts'
import { insuresIn } from './headcount.ts'

/** Pay, tenure and age of the staff: day 19 of the next month. Fewer than three are left empty. */
export const structure: MonthlyDepartment = {
  dataset: 'ss_structure_monthly',
  columns: [
    ...['stat_month', 'avg_pay_base', 'tenure_lt12_n', 'tenure_12_36_n', 'tenure_ge36_n'],
    ...['tenure_continuous_ge12_n', 'age_lt30_n', 'age_30_45_n', 'age_gt45_n'],
  ],
  ...{ day: 19, hour: '18:00' },
  cells: (firm, period) => {
    if (!insuresIn(firm, period)) return null
    const { headcount, settled, senior } = firm
    const pay = headcount < smallest_shown ? '' : cny(firm.pay_cents)
    const young = Math.floor(headcount * firm.young_ratio)
    const old = Math.floor(headcount * firm.old_ratio)
    const tenure = `${shown(headcount - settled - senior)},${shown(settled)},${shown(senior)}`
    const continuous = shown(settled + senior - Math.floor((settled + senior) / 25))
    return `${period.text},${pay},${tenure},${continuous},${shown(young)},${shown(headcount - young - old)},${shown(old)}`
  },
  amended: (cells) => cells.map((cell, place) => (place === 1 ? raised(cell) : cell)),
}

// Domain §4a: splits of fewer than three are suppressed.
const smallest_shown = 3

function shown(number: number): string {
  return number < smallest_shown ? '' : String(number)
}

function raised(amount: string): string {
  return amount === '' ? '' : cny(Math.round(Number(amount) * 101.5))
}
