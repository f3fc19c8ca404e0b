import { cny } from '../../calendar.ts'
import { between, happens } from '../../chance.ts'
import { hashOf, woe } from '../draws.ts'
import { type RowDepartment, row, yearsLater } from '../row-department.ts'
import { once, onceRows } from '../spells.ts'

/** Insurance policies taken out, a year each. */
export const insurances: RowDepartment = {
  dataset: 'com_insurance',
  columns: ['policy_hash', 'kind', 'sum_insured', 'claims_n', 'from_on', 'to_on', 'published_at'],
  ...{ day: 7, hour: '02:00', yearly: true },
  rows: onceRows(
    once(395, ({ form }) => (form === 'company' ? 0.03 : 0.005)),
    ({ no, trade }, { began, began_on, dice }, published_at) => {
      const kind = trade.export_ratio > 0 ? 'export_credit' : 'property'
      const insured = cny(between(dice, 10_000_000, 900_000_000))
      const to_on = yearsLater(began_on, 1)
      return row(hashOf(395, no, began), kind, insured, 0, began_on, to_on, published_at)
    },
  ),
}

/** What the papers write. */
export const news: RowDepartment = {
  dataset: 'com_news_sentiment',
  columns: ['topic', 'polarity', 'heat', 'published_on', 'url_hash', 'published_at'],
  ...{ day: 7, hour: '02:10', yearly: true },
  rows: onceRows(
    once(396, (firm, at) => 0.006 + 0.08 * woe(firm, at)),
    (firm, { began, began_on, dice }, published_at) => {
      const bad = happens(dice, 0.2 + 0.7 * Math.min(1, woe(firm, began)))
      const [topic, polarity] = bad ? ['finance', '-0.6'] : ['operation', '0.4']
      return row(topic, polarity, between(dice, 5, 80), began_on, hashOf(396, firm.no, began), published_at)
    },
  ),
}
