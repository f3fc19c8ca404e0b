import { cny } from '../../calendar.ts'
import { between, type Dice, happens } from '../../chance.ts'
import { speaks } from '../../firm.ts'
import { diceFor, hashOf, woe } from '../draws.ts'
import { type Cell, type RowDepartment, row } from '../row-department.ts'

/** What banks tell back of applications. */
export const feedback: RowDepartment = {
  dataset: 'fin_feedback',
  columns: [
    ...['loan_ref_hash', 'source', 'bank_id', 'product_id', 'result', 'reported_on', 'limit_amt', 'rate'],
    ...['term', 'contracted_on', 'drawn_on', 'renewal', 'first_loan', 'credit_loan', 'drawn_amt', 'balance'],
    ...['reject_code', 'status_dpd', 'published_at'],
  ],
  ...{ day: 7, hour: '02:20', yearly: true },
  rows: (firm, { at, text }) => {
    const dice = diceFor(firm, 397, at)
    if (!speaks(firm, at) || !happens(dice, 0.02)) return []
    const on = `${text}-2${between(dice, 0, 5)}`
    const asked = [hashOf(397, firm.no, at), 'api', `bank_${between(dice, 1, 9)}`, '示例贷']
    const is_rejected = woe(firm, at) > 0.2 && happens(dice, 0.6)
    const result = is_rejected ? rejected(on) : approved(on, dice)
    return [row(...asked, ...result, `${text}-28T09:00:00+08:00`)]
  },
}

function rejected(on: string): readonly Cell[] {
  return ['rejected', on, '', '', '', '', '', false, false, true, '', '', 'R03', '']
}

function approved(on: string, dice: Dice): readonly Cell[] {
  const limit = cny(10_000_000 * between(dice, 1, 30))
  const [renewal, first_loan] = [happens(dice, 0.3), happens(dice, 0.3)]
  const terms = [limit, '0.0435', 12, on, on, renewal, first_loan, true]
  return ['approved', on, ...terms, limit, limit, '', 'current']
}
