import type { Period } from '../calendar.ts'
import { type Firm, speaks } from '../firm.ts'
import type { MonthlyDepartment } from './department.ts'

/** Whether the insurance fund has a row for the firm in the month. */
export function insuresIn(firm: Firm, { at }: Period): boolean {
  return firm.insures && speaks(firm, at)
}

/** Insured headcount: day 18 of the next month. */
export const headcount: MonthlyDepartment = {
  dataset: 'ss_headcount_monthly',
  columns: [
    ...['stat_month', 'pension_n', 'medical_n', 'unemployment_n', 'injury_n', 'injury_only_n'],
    ...['maternity_n', 'insured_n', 'insured_full5_n'],
  ],
  ...{ day: 18, hour: '18:00' },
  cells: (firm, period) => {
    if (!insuresIn(firm, period)) return null
    const insured_n = firm.headcount
    // Trainees and the retired who still work are insured against injury alone.
    const injury_only_n = insured_n > 10 && firm.no % 5 === 0 ? 1 + (firm.no % 3) : 0
    const medical_n = insured_n - (insured_n > 20 && firm.no % 7 === 0 ? 1 : 0)
    const injury_n = insured_n + injury_only_n
    return `${period.text},${insured_n},${medical_n},${insured_n},${injury_n},${injury_only_n},,${insured_n},${medical_n}`
  },
  amended: (cells) => cells.map((cell, place) => (place === 2 ? String(Number(cell) + 1) : cell)),
}
