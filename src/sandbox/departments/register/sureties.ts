import { dayIn } from '../../calendar.ts'
import { stands } from '../../firm.ts'
import { companionsOf, nextOf, storyOf } from '../../ties.ts'
import { type RowDepartment, row } from '../row-department.ts'

/** Sureties made public: each of a circle stands for the next, round and round. */
export const sureties: RowDepartment = {
  dataset: 'reg_guarantee_public',
  columns: ['guaranteed_uscc', 'amount', 'kind', 'from_on', 'to_on', 'origin', 'published_at'],
  ...{ day: 4, hour: '03:30', every_months: 12 },
  stock: (firm, { at }, firms) => {
    if (storyOf(firm) !== 'guarantee_circle' || !stands(firm, at)) return []
    const next = nextOf(firm, companionsOf(firm, firms))
    return next === null
      ? []
      : [row(next.uscc, 200 + (firm.no % 5) * 100, 'joint', dayIn(at, 8), '', 'announcement', '')]
  },
  rows: () => [],
}
