import type { Period } from '../calendar.ts'
import { nth } from '../chance.ts'
import { company_trades } from '../trades.ts'
import type { Department } from './department.ts'
import { row } from './row-department.ts'

/** How trades go, about no firm: a row a division of GB/T 4754. */
export const industryIndex: Department = {
  dataset: 'com_industry_index',
  columns: ['industry_division', 'region_code', 'stat_month', 'index', 'yoy'],
  ...{ day: 12, hour: '01:00' },
}

/** The rows of a month, a division each; they carry no code. */
export function indexRows({ at, text }: Period): readonly string[] {
  const divisions = [...new Set(company_trades.map(({ industry_class }) => industry_class.slice(0, 3)))]
  return divisions.map((division) => {
    const trade = company_trades.find(({ industry_class }) => industry_class.startsWith(division))
    const index = 100 * nth(trade?.season ?? [1], at % 12)
    return row(division, '440300', text, index.toFixed(1), '0.0300')
  })
}
