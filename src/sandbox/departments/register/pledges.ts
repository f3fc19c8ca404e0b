import { between, happens, roll } from '../../chance.ts'
import type { Firm } from '../../firm.ts'
import { woe } from '../draws.ts'
import { type RowDepartment, row } from '../row-department.ts'
import { type Habit, type Spell, spellsTold } from '../spells.ts'
import { nameOf } from './entities.ts'

const habit: Habit = {
  matter: 353,
  chance: (firm, at) => (firm.capital_10k >= 300 ? 0.004 + 0.02 * woe(firm, at) : 0),
  ...{ longest: 18, endless_ratio: 0.3 },
}

/** Shares pledged and goods mortgaged, until they are released. */
export const pledges: RowDepartment = {
  dataset: 'reg_pledge_mortgage',
  columns: [
    ...['reg_no', 'kind', 'pledgor', 'pledgee', 'amount', 'object', 'registered_on', 'released_on'],
    ...['status', 'published_at'],
  ],
  ...{ day: 4, hour: '04:20', yearly: true },
  ...spellsTold(habit, pledged),
}

function pledged(firm: Firm, { key, began_on, ended_on, dice }: Spell, published_at: string): string {
  const kind = happens(dice, 0.5) ? 'equity' : 'chattel'
  const amount = Math.round(firm.capital_10k * (0.1 + 0.4 * roll(dice)))
  const status = ended_on === null ? 'active' : 'released'
  return row(
    ...[`DY${key}`, kind, nameOf(firm, 0), `示例银行${between(dice, 1, 9)}`, amount, '示例标的'],
    ...[began_on, ended_on, status, published_at],
  )
}
