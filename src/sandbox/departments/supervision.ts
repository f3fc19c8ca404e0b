import { type Day, type Month, monthAfter } from '#kernel'
import { cny, dayIn } from '../calendar.ts'
import { between, happens, pick } from '../chance.ts'
import { demo_firms } from '../demo-firms.ts'
import type { Firm } from '../firm.ts'
import { tells } from './people.ts'
import {
  diceFor,
  publishedOn,
  type RowDepartment,
  row,
  type Spell,
  spellsIn,
  spellsOpen,
  woe,
} from './row-department.ts'

const fines = {
  matter: 371,
  chance: (firm: Firm, at: Month) =>
    (firm.script === null ? 0.003 : 0) + 0.02 * woe(firm, at) * (firm.script === null ? 1 : 0),
  longest: 12,
  endless_ratio: 0.3,
}

const penalties: RowDepartment = {
  dataset: 'adm_penalty',
  columns: [
    'doc_no',
    'authority',
    'authority_class',
    'law_basis',
    'kind',
    'penalty_class',
    'amount',
    'decided_on',
    'published_on',
    'display_until',
    'repaired_on',
    'published_at',
  ],
  ...{ day: 3, hour: '06:00', every_months: 12 },
  stock: (firm, { at }) => spellsOpen(firm, fines, at).map((spell) => fined(firm, spell, '')),
  rows: (firm, { at }) =>
    spellsIn(firm, fines, at).map((spell) =>
      fined(firm, spell, publishedOn(spell.ended_on ?? spell.began_on)),
    ),
}

/** What ends here is repaired: it goes from every answer. Minor ones are shown for three months, others for three years. */
function fined(firm: Firm, { key, began_on, ended_on, dice }: Spell, published_at: string): string {
  const cooks = firm.trade.industry_class.startsWith('H')
  const [authority, authority_class] = cooks
    ? ['深圳市示例市场监管局', 'food']
    : pick(dice, [
        ['深圳市示例生态环境局', 'env'],
        ['深圳市示例应急管理局', 'safety'],
        ['深圳市示例市场监管局', 'market'],
      ] as const)
  const penalty_class = pick(dice, ['minor', 'general', 'general', 'serious'] as const)
  const until =
    penalty_class === 'minor'
      ? `${began_on.slice(0, 4)}-12-31`
      : `${Number(began_on.slice(0, 4)) + 3}${began_on.slice(4)}`
  return row(
    `深示罚〔${key}〕号`,
    authority,
    authority_class,
    '示例条款',
    penalty_class === 'minor' ? 'warning' : 'fine',
    penalty_class,
    penalty_class === 'minor' ? '0.00' : cny(between(dice, 100_000, 5_000_000)),
    began_on,
    began_on,
    until,
    ended_on,
    published_at,
  )
}

const inspections: RowDepartment = {
  dataset: 'adm_inspection',
  columns: ['kind', 'result', 'food_grade', 'inspected_on', 'rectify_due', 'rectified_on', 'published_at'],
  ...{ day: 3, hour: '06:10', every_months: 12 },
  // What has failed is told when it was seen, and once more when it has been put right.
  rows: (firm, { at }) => {
    const [now, before] = [inspectionIn(firm, at), inspectionIn(firm, monthAfter(at, -1))]
    const put_right = before?.rectified_on ?? null
    return [
      ...(now === null ? [] : [inspected(now, '', publishedOn(now.on))]),
      ...(before === null || put_right === null
        ? []
        : [inspected(before, put_right, publishedOn(put_right))]),
    ]
  },
}

interface Inspection {
  readonly cooks: boolean
  readonly failed: boolean
  readonly grade: string
  readonly on: Day
  readonly rectify_due: Day | ''
  readonly rectified_on: Day | null
}

function inspectionIn(firm: Firm, at: Month): Inspection | null {
  const cooks = firm.trade.industry_class.startsWith('H')
  // Kitchens are looked at every half year, others by lot.
  if (cooks ? (at + firm.no) % 6 !== 0 : !happens(diceFor(firm, 372, at), 0.015)) return null
  if (firm.born >= at || (firm.closed_month !== null && firm.closed_month < at)) return null
  const dice = diceFor(firm, 373, at)
  const failed = firm.script === null && happens(dice, 0.04 + 0.2 * woe(firm, at))
  const sound = firm.uscc === demo_firms.noodle_shop.uscc || firm.no % 3 > 0 ? 'A' : 'B'
  return {
    ...{ cooks, failed, grade: cooks ? (failed ? 'C' : sound) : '' },
    on: dayIn(at, between(dice, 2, 25)),
    rectify_due: failed ? dayIn(monthAfter(at, 1), 10) : '',
    // One in ten failures is never put right.
    rectified_on: failed && firm.no % 10 !== 4 ? dayIn(monthAfter(at, 1), 5) : null,
  }
}

function inspected(
  { cooks, failed, grade, on, rectify_due }: Inspection,
  rectified_on: string,
  published_at: string,
): string {
  const kind = cooks ? 'food' : 'double_random'
  return row(kind, failed ? 'rectify' : 'pass', grade, on, rectify_due, rectified_on, published_at)
}

const complaints: RowDepartment = {
  dataset: 'adm_complaint_summary',
  columns: ['stat_month', 'accepted_n', 'established_n', 'resolved_n'],
  ...{ day: 18, hour: '11:00', every_months: 1 },
  rows: (firm, period) => {
    if (
      !tells(firm, period) ||
      !/^[HFOL]/.test(firm.trade.industry_class) ||
      firm.uscc === demo_firms.noodle_shop.uscc
    )
      return []
    const dice = diceFor(firm, 374, period.at)
    if (!happens(dice, 0.08 + 0.2 * woe(firm, period.at))) return []
    const accepted = between(dice, 1, 3)
    const established = Math.floor(accepted / 2)
    return [row(period.text, accepted, established, woe(firm, period.at) > 0.5 ? 0 : established)]
  },
}

const promises: RowDepartment = {
  dataset: 'adm_commitment',
  columns: ['matter', 'signed_on', 'outcome', 'published_at'],
  ...{ day: 3, hour: '06:20', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(firm, { matter: 375, chance: () => 0.004, longest: 1 }, at)
      .filter(({ ended_on }) => ended_on === null)
      .map(({ began_on }) =>
        row(
          '告知承诺办理许可(示例)',
          began_on,
          woe(firm, at) > 0.9 ? 'broken' : 'kept',
          publishedOn(began_on),
        ),
      ),
}

const environment: RowDepartment = {
  dataset: 'env_safety',
  columns: ['year', 'env_level', 'pollutant_permit', 'safety_accident_n', 'hazard_rectify_overdue'],
  ...{ day: 14, hour: '01:00', every_months: 1, of_months: [3] },
  rows: (firm, period) => {
    if (!tells(firm, period) || !/^[CN]/.test(firm.trade.industry_class)) return []
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
