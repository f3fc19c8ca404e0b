import { type Day, type Month, monthAfter } from '#kernel'
import { dayIn } from '../calendar.ts'
import { between, happens } from '../chance.ts'
import type { Firm } from '../firm.ts'
import { diceFor, woe } from './draws.ts'
import { publishedOn, type RowDepartment, row } from './row-department.ts'

/** What inspectors found: kitchens every half year, others by lot. */
export const inspections: RowDepartment = {
  dataset: 'adm_inspection',
  columns: ['kind', 'result', 'food_grade', 'inspected_on', 'rectify_due', 'rectified_on', 'published_at'],
  ...{ day: 3, hour: '06:10', yearly: true },
  // What has failed is told when it was seen, and once more when it has been put right.
  rows: (firm, { at, back }) => {
    const [now, before] = [inspectionIn(firm, at, back), inspectionIn(firm, monthAfter(at, -1), back + 1)]
    const put_right = before?.rectified_on ?? null
    return [
      ...(now === null ? [] : [inspected(now, '', publishedOn(now.on))]),
      ...(before === null || put_right === null
        ? []
        : [inspected(before, put_right, publishedOn(put_right))]),
    ]
  },
}

interface Inspection {
  readonly cooks: boolean
  readonly failed: boolean
  readonly grade: string
  readonly on: Day
  readonly rectify_due: Day | ''
  readonly rectified_on: Day | null
}

function inspectionIn(firm: Firm, at: Month, back: number): Inspection | null {
  const cooks = firm.trade.industry_class.startsWith('H')
  const { kitchen } = firm.script ?? {}
  const scripted = kitchen?.failed_back === back
  // Kitchens are looked at every half year, others by lot.
  const looked_at = cooks ? (at + firm.no) % 6 === 0 : happens(diceFor(firm, 372, at), 0.015)
  if (!looked_at && !scripted) return null
  if (firm.born >= at || (firm.closed_month !== null && firm.closed_month < at)) return null
  const dice = diceFor(firm, 373, at)
  const failed = scripted || (firm.script === null && happens(dice, 0.04 + 0.2 * woe(firm, at)))
  const sound = kitchen?.grade ?? (firm.no % 3 > 0 ? 'A' : 'B')
  // One in ten failures is never put right.
  const mended = failed && !scripted && firm.no % 10 !== 4
  return {
    ...{ cooks, failed, grade: cooks ? (failed ? 'C' : sound) : '' },
    on: dayIn(at, between(dice, 2, 25)),
    rectify_due: failed ? dayIn(monthAfter(at, 1), 10) : '',
    rectified_on: mended ? dayIn(monthAfter(at, 1), 5) : null,
  }
}

function inspected(
  { cooks, failed, grade, on, rectify_due }: Inspection,
  rectified_on: string,
  published_at: string,
): string {
  const kind = cooks ? 'food' : 'double_random'
  return row(kind, failed ? 'rectify' : 'pass', grade, on, rectify_due, rectified_on, published_at)
}
