import type { Month } from '#kernel'
import { cny } from '../calendar.ts'
import { between, happens, pick } from '../chance.ts'
import type { Firm } from '../firm.ts'
import {
  hashOf,
  publishedOn,
  type RowDepartment,
  ratio,
  row,
  type Spell,
  spellsIn,
  spellsOpen,
  woe,
} from './row-department.ts'

const suits = {
  matter: 361,
  chance: (firm: Firm, at: Month) => 0.006 + 0.06 * woe(firm, at),
  longest: 12,
  endless_ratio: 0.1,
}
const groups = ['sales', 'sales', 'finance_loan', 'labor', 'construction', 'other'] as const

const cases: RowDepartment = {
  dataset: 'jud_case',
  columns: [
    'case_no',
    'court',
    'stage',
    'cause_group',
    'role',
    'amount',
    'filed_on',
    'judged_on',
    'closed_on',
    'result',
    'counterparty_hash',
    'published_at',
  ],
  ...{ day: 3, hour: '05:00', encoding: 'gb18030', every_months: 12 },
  stock: (firm, { at }) => spellsOpen(firm, suits, at).map((spell) => suit(firm, spell, at, '')),
  rows: (firm, { at }) =>
    spellsIn(firm, suits, at).map((spell) =>
      suit(firm, spell, at, publishedOn(spell.ended_on ?? spell.began_on)),
    ),
}

function suit(firm: Firm, spell: Spell, at: Month, published_at: string): string {
  const { key, began_on, ended_on, dice } = spell
  const role = happens(dice, 0.7) ? 'defendant' : 'plaintiff'
  const group = pick(dice, groups)
  const amount = cny(between(dice, 2_000_000, 20_000_000 + firm.capital_10k * 20_000))
  const result = ended_on === null ? '' : pick(dice, ['lose', 'settle', 'win', 'partial'] as const)
  const stage = ended_on === null ? 'filed' : 'closed'
  return row(
    `（${began_on.slice(0, 4)}）粤示民初${key}号`,
    `深圳市${firm.district.name}示例人民法院`,
    stage,
    group,
    role,
    amount,
    began_on,
    ended_on,
    ended_on,
    result,
    hashOf(361, firm.no, at),
    published_at,
  )
}

/** The same suits as a commercial source collects hearings. */
const hearings: RowDepartment = {
  dataset: 'com_court_feed',
  columns: ['case_no', 'cause', 'role', 'amount', 'hearing_on', 'published_at'],
  ...{ day: 3, hour: '05:10', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(firm, suits, at)
      .filter(({ ended_on }) => ended_on === null)
      .map(({ key, began_on, dice }) =>
        row(
          `（${began_on.slice(0, 4)}）粤示民初${key}号`,
          '买卖合同纠纷(示例)',
          happens(dice, 0.7) ? 'defendant' : 'plaintiff',
          '',
          began_on,
          publishedOn(began_on),
        ),
      ),
}

const limits = {
  matter: 362,
  chance: (firm: Firm, at: Month) => 0.03 * Math.max(0, woe(firm, at) - 0.2),
  longest: 12,
  endless_ratio: 0.4,
}

const restrictions: RowDepartment = {
  dataset: 'jud_restriction',
  columns: ['case_no', 'kind', 'ordered_on', 'lifted_on', 'unexecuted_amt', 'published_at'],
  ...{ day: 3, hour: '05:20', encoding: 'gb18030', every_months: 12 },
  stock: (firm, { at }) => spellsOpen(firm, limits, at).map((spell) => restricted(spell, '')),
  rows: (firm, { at }) =>
    spellsIn(firm, limits, at).map((spell) =>
      restricted(spell, publishedOn(spell.ended_on ?? spell.began_on)),
    ),
}

function restricted({ key, began_on, ended_on, dice }: Spell, published_at: string): string {
  const kind = happens(dice, 0.7) ? 'consumption_limit' : 'final_termination'
  return row(
    `（${began_on.slice(0, 4)}）粤示执${key}号`,
    kind,
    began_on,
    ended_on,
    cny(between(dice, 1_000_000, 90_000_000)),
    published_at,
  )
}

const freezes = {
  matter: 363,
  chance: (firm: Firm, at: Month) => 0.02 * Math.max(0, woe(firm, at) - 0.2),
  longest: 18,
  endless_ratio: 0.3,
}

const frozen: RowDepartment = {
  dataset: 'jud_equity_freeze',
  columns: ['doc_no', 'holder', 'ratio', 'amount', 'from_on', 'to_on', 'lifted_on', 'published_at'],
  ...{ day: 3, hour: '05:30', encoding: 'gb18030', every_months: 12 },
  stock: (firm, { at }) => spellsOpen(firm, freezes, at).map((spell) => freeze(firm, spell, '')),
  rows: (firm, { at }) =>
    spellsIn(firm, freezes, at).map((spell) =>
      freeze(firm, spell, publishedOn(spell.ended_on ?? spell.began_on)),
    ),
}

function freeze(firm: Firm, { key, began_on, ended_on, dice }: Spell, published_at: string): string {
  const share = 0.1 + 0.1 * between(dice, 0, 5)
  const to_on = `${Number(began_on.slice(0, 4)) + 3}${began_on.slice(4)}`
  return row(
    `（示）冻${key}`,
    '示例股东',
    ratio(share),
    Math.round(firm.capital_10k * share),
    began_on,
    to_on,
    ended_on,
    published_at,
  )
}

/** Courts besides executions and dishonest debtors. */
export const justice_departments: readonly RowDepartment[] = [cases, hearings, restrictions, frozen]
