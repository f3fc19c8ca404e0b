import type { MonthlyDepartment } from './department.ts'
import { insuresIn } from './headcount.ts'

/** Joiners and leavers: day 18 of the next month. */
export const movement: MonthlyDepartment = {
  dataset: 'ss_movement_monthly',
  columns: [
    ...['stat_month', 'begin_n', 'joiners_n', 'leavers_n', 'end_n'],
    ...['transfers_within_group_n', 'retirees_n'],
  ],
  ...{ day: 18, hour: '18:30' },
  cells: (firm, period) => {
    if (!insuresIn(firm, period)) return null
    const { begin, joiners, leavers, headcount } = firm
    const retirees_n = leavers > 4 && firm.old_ratio > 0.15 ? 1 : 0
    return `${period.text},${begin},${joiners},${leavers},${headcount},,${retirees_n}`
  },
  amended: (cells) => cells.map((cell, place) => (place === 6 ? String(Number(cell) + 1) : cell)),
}
