import { dayIn } from '../../calendar.ts'
import { type Firm, stands } from '../../firm.ts'
import { nextStanding, storyOf } from '../../ties.ts'
import { publishedAfter, publishedOn, type RowDepartment, row } from '../row-department.ts'

/** Sureties made public: each of a circle stands for the next, round and round; who is founded later steps in. */
export const sureties: RowDepartment = {
  dataset: 'reg_guarantee_public',
  columns: ['guaranteed_uscc', 'amount', 'kind', 'from_on', 'to_on', 'origin', 'published_at'],
  ...{ day: 4, hour: '03:30', yearly: true },
  stock: (firm, eve, firms) => {
    const { at } = eve
    const next = vouches(firm) && stands(firm, at) ? nextStanding(firm, firms, at) : null
    return next === null ? [] : [surety(firm, next, dayIn(at, surety_day), publishedAfter(eve))]
  },
  rows: (firm, { at }, firms) => {
    const next = vouches(firm) && stands(firm, at) ? nextStanding(firm, firms, at) : null
    if (next === null || (firm.born !== at && next.born !== at)) return []
    const from_on = dayIn(at, surety_day)
    return [surety(firm, next, from_on, publishedOn(from_on))]
  },
}

/** By this day of a month, whoever is founded in it stands. */
const surety_day = 28

function vouches(firm: Firm): boolean {
  return storyOf(firm) === 'guarantee_circle'
}

function surety({ no }: Firm, next: Firm, from_on: string, published_at: string): string {
  return row(next.uscc, 200 + (no % 5) * 100, 'joint', from_on, '', 'announcement', published_at)
}
