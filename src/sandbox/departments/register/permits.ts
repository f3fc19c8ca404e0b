import { type Month, monthAfter } from '#kernel'
import { dayIn } from '../../calendar.ts'
import type { Firm } from '../../firm.ts'
import { type RowDepartment, row } from '../row-department.ts'
import { type Term, termsTold } from '../standing.ts'

const term: Term = {
  ...{ months: 60, day: 12 },
  of: ({ trade }) => /^[HEG]/.test(trade.industry_class),
  from: ({ born }) => born,
}

/** Permits of those who may not work without: kitchens, builders, hauliers; five years each. */
export const permits: RowDepartment = {
  dataset: 'reg_license_qualification',
  columns: [
    ...['licence_no', 'licence_name', 'kind', 'authority', 'issued_on', 'valid_to', 'status', 'grade'],
    ...['required_by_industry', 'published_at'],
  ],
  ...{ day: 4, hour: '04:00', yearly: true },
  ...termsTold(term, (firm, began, published_at) => [permit(firm, began, published_at)]),
}

function permit(firm: Firm, began: Month, published_at: string): string {
  const [name, authority] = permitOf(firm)
  const valid_to = dayIn(monthAfter(began, term.months), 11)
  return row(
    ...[`JY${firm.no}-${began}`, name, 'permit', authority, dayIn(began, 12), valid_to, 'valid', '', true],
    published_at,
  )
}

function permitOf({ trade }: Firm): readonly [string, string] {
  if (trade.industry_class.startsWith('H')) return ['食品经营许可证', '深圳市示例市场监管局']
  if (trade.industry_class.startsWith('E')) return ['建筑业企业资质', '深圳市示例住房建设局']
  return ['道路运输经营许可证', '深圳市示例交通运输局']
}
