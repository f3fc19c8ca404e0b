import { cny } from '../calendar.ts'
import { between, happens, pick } from '../chance.ts'
import type { Firm } from '../firm.ts'
import { hashOf, woe } from './draws.ts'
import { type RowDepartment, ratio, row, yearsLater } from './row-department.ts'
import { type Habit, onceRows, type Spell, spellsTold } from './spells.ts'

const suits: Habit = {
  matter: 361,
  chance: (firm, at) => 0.006 + 0.06 * woe(firm, at),
  ...{ longest: 12, endless_ratio: 0.1 },
}
const groups = ['sales', 'sales', 'finance_loan', 'labor', 'construction', 'other'] as const

const cases: RowDepartment = {
  dataset: 'jud_case',
  columns: [
    ...['case_no', 'court', 'stage', 'cause_group', 'role', 'amount', 'filed_on', 'judged_on', 'closed_on'],
    ...['result', 'counterparty_hash', 'published_at'],
  ],
  ...{ day: 3, hour: '05:00', encoding: 'gb18030', yearly: true },
  ...spellsTold(suits, suit),
}

function suit(firm: Firm, spell: Spell, published_at: string): string {
  const { key, began, began_on, ended_on, dice } = spell
  const role = roleOf(spell)
  const group = pick(dice, groups)
  const amount = cny(between(dice, 2_000_000, 20_000_000 + firm.capital_10k * 20_000))
  const result = ended_on === null ? '' : pick(dice, ['lose', 'settle', 'win', 'partial'] as const)
  const stage = ended_on === null ? 'filed' : 'closed'
  return row(
    ...[suitNumber(key, began_on), `深圳市${firm.district.name}示例人民法院`, stage, group, role, amount],
    ...[began_on, ended_on, ended_on, result, hashOf(361, firm.no, began), published_at],
  )
}

function roleOf({ dice }: Spell): string {
  return happens(dice, 0.7) ? 'defendant' : 'plaintiff'
}

function suitNumber(key: string, began_on: string): string {
  return `（${began_on.slice(0, 4)}）粤示民初${key}号`
}

/** The same suits as a commercial source collects hearings. */
const hearings: RowDepartment = {
  dataset: 'com_court_feed',
  columns: ['case_no', 'cause', 'role', 'amount', 'hearing_on', 'published_at'],
  ...{ day: 3, hour: '05:10', yearly: true },
  rows: onceRows(suits, (_, spell, published_at) => {
    const { key, began_on } = spell
    const number = suitNumber(key, began_on)
    return row(number, '买卖合同纠纷(示例)', roleOf(spell), '', began_on, published_at)
  }),
}

const limits: Habit = {
  matter: 362,
  chance: (firm, at) => 0.03 * Math.max(0, woe(firm, at) - 0.2),
  ...{ longest: 12, endless_ratio: 0.4 },
}

const restrictions: RowDepartment = {
  dataset: 'jud_restriction',
  columns: ['case_no', 'kind', 'ordered_on', 'lifted_on', 'unexecuted_amt', 'published_at'],
  ...{ day: 3, hour: '05:20', encoding: 'gb18030', yearly: true },
  ...spellsTold(limits, restricted),
}

function restricted(_: Firm, { key, began_on, ended_on, dice }: Spell, published_at: string): string {
  const kind = happens(dice, 0.7) ? 'consumption_limit' : 'final_termination'
  const amount = cny(between(dice, 1_000_000, 90_000_000))
  return row(`（${began_on.slice(0, 4)}）粤示执${key}号`, kind, began_on, ended_on, amount, published_at)
}

const freezes: Habit = {
  matter: 363,
  chance: (firm, at) => 0.02 * Math.max(0, woe(firm, at) - 0.2),
  ...{ longest: 18, endless_ratio: 0.3 },
}

const frozen: RowDepartment = {
  dataset: 'jud_equity_freeze',
  columns: ['doc_no', 'holder', 'ratio', 'amount', 'from_on', 'to_on', 'lifted_on', 'published_at'],
  ...{ day: 3, hour: '05:30', encoding: 'gb18030', yearly: true },
  ...spellsTold(freezes, freeze),
}

function freeze(firm: Firm, { key, began_on, ended_on, dice }: Spell, published_at: string): string {
  const share = 0.1 + 0.1 * between(dice, 0, 5)
  return row(
    ...[`（示）冻${key}`, '示例股东', ratio(share), Math.round(firm.capital_10k * share), began_on],
    ...[yearsLater(began_on, 3), ended_on, published_at],
  )
}

/** Courts besides executions and dishonest debtors. */
export const justice_departments: readonly RowDepartment[] = [cases, hearings, restrictions, frozen]
