import { dayIn } from '../../calendar.ts'
import { between, happens } from '../../chance.ts'
import { speaks } from '../../firm.ts'
import { diceFor } from '../draws.ts'
import { jsonCell, publishedOn, type RowDepartment, row, yearsLater } from '../row-department.ts'
import { once, onceRows, spellRows } from '../spells.ts'
import { researches } from './researches.ts'

/** Loans on patents. */
export const loansOnIp: RowDepartment = {
  dataset: 'ip_pledge',
  columns: ['reg_no', 'right_nos', 'amount', 'pledgee_type', 'from_on', 'to_on', 'published_at'],
  ...{ day: 8, hour: '01:10', yearly: true },
  rows: spellRows(
    { matter: 382, chance: (firm) => (researches(firm) ? 0.006 : 0), longest: 24 },
    (firm, { key, began_on, ended_on, dice }, published_at) =>
      row(
        ...[`ZY${key}`, jsonCell([`CN示${firm.no}-00`]), between(dice, 50, 600), 'bank'],
        ...[began_on, ended_on, published_at],
      ),
  ),
}

const marked = once(383, (firm) => {
  return firm.form === 'company' ? (researches(firm) ? 0.05 : 0.008) : 0.001
})

/** Trade marks, and software that is registered as a work. */
export const marksAndWorks: RowDepartment = {
  dataset: 'ip_trademark_copyright',
  columns: ['reg_no', 'kind', 'registered_on', 'valid_to', 'status', 'published_at'],
  ...{ day: 8, hour: '01:20', yearly: true },
  rows: onceRows(marked, (firm, { key, began_on, dice }, published_at) => {
    const kind = researches(firm) && happens(dice, 0.7) ? 'software' : 'trademark'
    return row(`ZC${key}`, kind, began_on, yearsLater(began_on, 10), 'valid', published_at)
  }),
}

/** What appraisers say a patent is worth, once a year. */
export const valuations: RowDepartment = {
  dataset: 'com_ip_valuation',
  columns: ['right_no', 'score', 'value_range', 'valued_on', 'published_at'],
  ...{ day: 8, hour: '02:10', yearly: true },
  rows: (firm, { at }) => {
    if (!researches(firm) || !speaks(firm, at) || (at + firm.no) % 12 !== 0) return []
    const [score, on] = [40 + ((diceFor(firm, 387).state >>> 0) % 60), dayIn(at, 9)]
    return [row(`CN示${firm.no}-00`, score, '10-50万元', on, publishedOn(on))]
  },
}
