import { cny } from '../../calendar.ts'
import { between } from '../../chance.ts'
import { woe } from '../draws.ts'
import { type RowDepartment, row } from '../row-department.ts'
import { type Habit, once, onceRows, spellsTold } from '../spells.ts'

const owing: Habit = {
  matter: 311,
  chance: (firm, at) => 0.02 * woe(firm, at),
  ...{ longest: 10, endless_ratio: 0.3 },
}

/** Taxes owed, announced, and perhaps settled. */
export const arrears: RowDepartment = {
  dataset: 'tax_arrears',
  columns: ['tax_kind', 'balance', 'announced_on', 'settled_on', 'published_at'],
  ...{ day: 6, hour: '01:10', every_months: 12 },
  ...spellsTold(owing, (_, { began_on, ended_on, dice }, published_at) => {
    const balance = ended_on === null ? cny(between(dice, 500_000, 40_000_000)) : '0.00'
    return row('vat', balance, began_on, ended_on, published_at)
  }),
}

/** What inspectors of the tax office have punished. */
export const violations: RowDepartment = {
  dataset: 'tax_violation',
  columns: [
    ...['doc_no', 'violation_kind', 'supplement_amt', 'penalty_amt', 'decided_on', 'transferred_to_police'],
    ...['major_illegal_listed', 'published_at'],
  ],
  ...{ day: 6, hour: '01:20', every_months: 12 },
  rows: onceRows(
    once(312, (firm, at) => 0.003 * woe(firm, at)),
    (_, { key, began_on, dice }, published_at) => {
      const supplement = between(dice, 1_000_000, 50_000_000)
      return row(
        ...[`深税稽罚示〔${key}〕号`, '少缴税款(示例)', cny(supplement), cny(supplement / 2), began_on],
        ...[false, false, published_at],
      )
    },
  ),
}
