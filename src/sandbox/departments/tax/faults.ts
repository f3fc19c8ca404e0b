import { type Day, type Month, monthAfter } from '#kernel'
import { cny, dayIn } from '../../calendar.ts'
import { between } from '../../chance.ts'
import type { Firm } from '../../firm.ts'
import { announcedOn, isAnnounced, overdue, type UnpaidTaxes } from '../../taxes.ts'
import { woe } from '../draws.ts'
import { publishedOn, type RowDepartment, row } from '../row-department.ts'
import { once, onceRows } from '../spells.ts'

/** Taxes owed: announced at the end of a quarter, told again as they grow, and once more when they are paid. */
export const arrears: RowDepartment = {
  dataset: 'tax_arrears',
  columns: ['tax_kind', 'balance', 'announced_on', 'settled_on', 'published_at'],
  ...{ day: 6, hour: '01:10', yearly: true },
  // The city begins without debts, and says so: a count of nought is not silence.
  stock: () => [],
  rows: (firm, { at }) => [...settled(firm, at), ...announced(firm, at)],
}

function announced(firm: Firm, at: Month): readonly string[] {
  const { arrears_on } = firm
  if (arrears_on === null || !isAnnounced(firm, at)) return []
  const published_at = publishedOn(announcedOn(at))
  return kindsIn(overdue(firm, at)).map(([kind, owed]) => row(kind, cny(owed), arrears_on, '', published_at))
}

// What a month's taxes are paid with is paid in the next.
function settled({ paid_back }: Firm, at: Month): readonly string[] {
  if (paid_back === null || paid_back.announced_on === null || paid_back.at !== monthAfter(at, -1)) return []
  const { announced_on, taxes } = paid_back
  const settled_on: Day = dayIn(at, 15)
  return kindsIn(taxes).map(([kind]) => row(kind, '0.00', announced_on, settled_on, publishedOn(settled_on)))
}

function kindsIn(taxes: readonly UnpaidTaxes[]): readonly (readonly ['vat' | 'pit', number])[] {
  const sum = (kind: 'vat' | 'pit') => taxes.reduce((total, each) => total + each[kind], 0)
  return (['vat', 'pit'] as const).map((kind) => [kind, sum(kind)] as const).filter(([, owed]) => owed > 0)
}

/** What inspectors of the tax office have punished. */
export const violations: RowDepartment = {
  dataset: 'tax_violation',
  columns: [
    ...['doc_no', 'violation_kind', 'supplement_amt', 'penalty_amt', 'decided_on', 'transferred_to_police'],
    ...['major_illegal_listed', 'published_at'],
  ],
  ...{ day: 6, hour: '01:20', yearly: true },
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
