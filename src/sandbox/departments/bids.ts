import { cny } from '../calendar.ts'
import { happens, roll } from '../chance.ts'
import type { Firm } from '../firm.ts'
import { woe } from './draws.ts'
import { type RowDepartment, row } from './row-department.ts'
import { type Habit, once, onceRows, type Spell } from './spells.ts'

const contracts = once(322, (firm, at) => {
  return (/^[EIMN]/.test(firm.trade.industry_class) ? 0.03 : 0.004) * (woe(firm, at) > 0.9 ? 0.2 : 1)
})

/** Contracts bid for and not won. */
const lost: Habit = { ...contracts, matter: 323 }

/** Public contracts won. */
export const awards: RowDepartment = {
  dataset: 'bid_award',
  columns: [
    ...['notice_no', 'kind', 'buyer', 'amount', 'awarded_on', 'contract_on', 'breach_flag', 'published_at'],
  ],
  ...{ day: 5, hour: '01:10', yearly: true },
  rows: onceRows(contracts, (firm, spell, published_at) => {
    const { key, began_on, dice } = spell
    const amount = awarded(firm, spell)
    const kind = firm.trade.industry_class.startsWith('E') ? 'construction' : 'gov_procurement'
    const breach = happens(dice, 0.01)
    return row(`SZ-${key}`, kind, '深圳市示例采购单位', amount, began_on, '', breach, published_at)
  }),
}

function awarded({ capital_10k }: Firm, { dice }: Spell): string {
  return cny(capital_10k * 10_000 * (20 + 60 * roll(dice)))
}

const won_again = onceRows(contracts, (firm, spell, published_at) =>
  row(`SZ-${spell.key}`, 'winner', awarded(firm, spell), spell.began_on, published_at),
)
const lost_told = onceRows(lost, (_, { key, began_on }, published_at) =>
  row(`SZ-${key}`, 'bidder', '', began_on, published_at),
)

/** The same awards, and bids lost, as a commercial source collects them. */
export const bidding: RowDepartment = {
  dataset: 'com_bidding',
  columns: ['notice_no', 'role', 'amount', 'awarded_on', 'published_at'],
  ...{ day: 5, hour: '01:20', yearly: true },
  rows: (...asked) => [...won_again(...asked), ...lost_told(...asked)],
}
