import { cny } from '../../calendar.ts'
import { speaks } from '../../firm.ts'
import { woe } from '../draws.ts'
import { type RowDepartment, row } from '../row-department.ts'
import { type Habit, spellsTold } from '../spells.ts'

const owing: Habit = {
  matter: 335,
  chance: (firm, at) => 0.002 + 0.04 * woe(firm, at),
  ...{ longest: 5, endless_ratio: 0.2 },
}

/** Electricity not paid for. */
export const unpaid: RowDepartment = {
  dataset: 'ut_arrears',
  columns: [
    ...['utility', 'periods', 'amount', 'since_on', 'settled_on', 'cut_off', 'notice_sent_at'],
    'published_at',
  ],
  ...{ day: 11, hour: '01:00', yearly: true },
  ...spellsTold(owing, ({ heads }, { began_on, ended_on }, published_at) => {
    const [periods, amount] = [ended_on === null ? 1 : 2, cny(Math.max(1, heads) * 12_000)]
    return row('elec', periods, amount, began_on, ended_on, false, began_on, published_at)
  }),
}

/** Telephone lines and connected machines of one firm in four. */
export const lines: RowDepartment = {
  dataset: 'com_telecom_iot',
  columns: ['stat_month', 'lines_n', 'iot_cards_n', 'arrears_months'],
  ...{ day: 9, hour: '02:00' },
  rows: (firm, { at, text }) => {
    if (!speaks(firm, at) || firm.no % 4 !== 0) return []
    const cards_n = firm.trade.industry_class.startsWith('C') ? Math.floor(firm.heads) : 0
    return [row(text, 1 + Math.floor(firm.heads / 3), cards_n, firm.late_days === null ? 1 : 0)]
  },
}
