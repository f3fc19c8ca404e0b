import { cny } from '../calendar.ts'
import { between, happens, pick } from '../chance.ts'
import { type Firm, speaks } from '../firm.ts'
import { diceFor, woe } from './draws.ts'
import { inspections } from './inspections.ts'
import { type RowDepartment, row, yearsLater } from './row-department.ts'
import { type Habit, once, onceRows, type Spell, spellsTold } from './spells.ts'

const fines: Habit = {
  matter: 371,
  chance: (firm, at) => (firm.script === null ? 0.003 + 0.02 * woe(firm, at) : 0),
  ...{ longest: 12, endless_ratio: 0.3 },
}

const penalties: RowDepartment = {
  dataset: 'adm_penalty',
  columns: [
    ...['doc_no', 'authority', 'authority_class', 'law_basis', 'kind', 'penalty_class', 'amount'],
    ...['decided_on', 'published_on', 'display_until', 'repaired_on', 'published_at'],
  ],
  ...{ day: 3, hour: '06:00', yearly: true },
  ...spellsTold(fines, fined),
}

/** What ends here is repaired: it goes from every answer. Minor ones are shown for three months, others for three years. */
function fined(firm: Firm, { key, began_on, ended_on, dice }: Spell, published_at: string): string {
  const [authority, authority_class] = firm.trade.industry_class.startsWith('H')
    ? ['深圳市示例市场监管局', 'food']
    : pick(dice, inspectors)
  const penalty_class = pick(dice, ['minor', 'general', 'general', 'serious'] as const)
  const is_minor = penalty_class === 'minor'
  const until = is_minor ? `${began_on.slice(0, 4)}-12-31` : yearsLater(began_on, 3)
  const amount = is_minor ? '0.00' : cny(between(dice, 100_000, 5_000_000))
  return row(
    ...[`深示罚〔${key}〕号`, authority, authority_class, '示例条款', is_minor ? 'warning' : 'fine'],
    ...[penalty_class, amount, began_on, began_on, until, ended_on, published_at],
  )
}

const inspectors = [
  ['深圳市示例生态环境局', 'env'],
  ['深圳市示例应急管理局', 'safety'],
  ['深圳市示例市场监管局', 'market'],
] as const

const complaints: RowDepartment = {
  dataset: 'adm_complaint_summary',
  columns: ['stat_month', 'accepted_n', 'established_n', 'resolved_n'],
  ...{ day: 18, hour: '11:00' },
  rows: (firm, { at, text, back }) => {
    const { kitchen } = firm.script ?? {}
    if (kitchen !== undefined) return back <= (kitchen.failed_back ?? -1) ? [row(text, 2, 2, 0)] : []
    const dice = diceFor(firm, 374, at)
    const serves = /^[HFOL]/.test(firm.trade.industry_class)
    if (!serves || !speaks(firm, at) || !happens(dice, 0.08 + 0.2 * woe(firm, at))) return []
    const accepted = between(dice, 1, 3)
    const established = Math.floor(accepted / 2)
    return [row(text, accepted, established, woe(firm, at) > 0.5 ? 0 : established)]
  },
}

const promises: RowDepartment = {
  dataset: 'adm_commitment',
  columns: ['matter', 'signed_on', 'outcome', 'published_at'],
  ...{ day: 3, hour: '06:20', yearly: true },
  rows: onceRows(
    once(375, () => 0.004),
    (firm, { began, began_on }, published_at) => {
      const outcome = woe(firm, began) > 0.9 ? 'broken' : 'kept'
      return row('告知承诺办理许可(示例)', began_on, outcome, published_at)
    },
  ),
}

const environment: RowDepartment = {
  dataset: 'env_safety',
  columns: ['year', 'env_level', 'pollutant_permit', 'safety_accident_n', 'hazard_rectify_overdue'],
  ...{ day: 14, hour: '01:00', of_months: [3] },
  rows: (firm, period) => {
    if (!speaks(firm, period.at) || !/^[CN]/.test(firm.trade.industry_class)) return []
    const ill = woe(firm, period.at)
    const level =
      ill > 0.9 ? 'red' : ill > 0.2 && firm.no % 3 === 0 ? 'yellow' : firm.no % 4 === 0 ? 'green' : 'blue'
    return [row(Math.floor(period.at / 12) - 1, level, true, 0, ill > 0.9 ? 1 : 0)]
  },
}

/** What authorities see when they look. */
export const supervision_departments: readonly RowDepartment[] = [
  penalties,
  inspections,
  complaints,
  promises,
  environment,
]
