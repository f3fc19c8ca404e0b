import type { Month } from '#kernel'
import { normal } from '../../chance.ts'
import { type Firm, stands } from '../../firm.ts'
import type { TaxLevel } from '../../scripts/script.ts'
import type { Department } from '../department.ts'

/** Tax credit ratings of a year: in the next April. */
export const ratings: Department = {
  dataset: 'tax_credit_rating',
  columns: ['year', 'level', 'score', 'rated_on', 'repaired'],
  ...{ day: 20, hour: '21:00' },
}

/** The rating of a firm for a year, all but its code; null for one that is not rated. */
export function ratingCells(firm: Firm, year: number): string | null {
  const year_end = (year * 12 + 11) as Month
  if (!firm.insures || !stands(firm, year_end) || firm.closed_on !== null) return null
  if (firm.born > year_end - 11) return `${year},M,,${year + 1}-04-15,false`
  const score = scoreOf(firm)
  return `${year},${levelOf(score)},${score},${year + 1}-04-15,false`
}

function scoreOf(firm: Firm): number {
  if (firm.script !== null) return typical[firm.script.level]
  const fallen = firm.default_month === null ? 0 : 30
  const score = 81 + 11 * firm.drive - 14 * firm.strain - 12 * firm.stress - fallen + 3 * normal(firm)
  return Math.round(Math.max(0, Math.min(100, score)))
}

const typical: Readonly<Record<TaxLevel, number>> = { A: 95, B: 82, M: 75, C: 55, D: 20 }

// 纳税信用管理办法: A from 90, B from 70, C from 40, D below.
function levelOf(score: number): TaxLevel {
  if (score >= 90) return 'A'
  if (score >= 70) return 'B'
  return score >= 40 ? 'C' : 'D'
}
