import { type Month, monthAfter } from '#kernel'
import { cny, dayIn } from '../../calendar.ts'
import { between, pick } from '../../chance.ts'
import type { Firm } from '../../firm.ts'
import { type RowDepartment, row } from '../row-department.ts'
import { once, onceRows, spellRows } from '../spells.ts'
import { type Term, termsTold } from '../standing.ts'
import { researches } from './researches.ts'

// High technology is recognised for three years at a time (高新技术企业认定管理办法 §9).
const term: Term = {
  ...{ months: 36, day: 20 },
  of: ({ born }, at) => born < at - 12,
  from: ({ no }) => -no,
}

/** Recognitions as high technology, specialised, above scale and the like, three years each. */
export const tags: RowDepartment = {
  dataset: 'tag_recognition',
  columns: ['tag_code', 'cert_no', 'issued_on', 'valid_to', 'batch', 'published_at'],
  ...{ day: 8, hour: '01:30', yearly: true },
  ...termsTold(term, recognised),
}

function recognised(firm: Firm, began: Month, published_at: string): readonly string[] {
  const valid_to = dayIn(monthAfter(began, term.months), term.day - 1)
  const batch = String(Math.floor(began / 12))
  return tagsOf(firm).map((code) =>
    row(code, `示${code}${firm.no}`, dayIn(began, term.day), valid_to, batch, published_at),
  )
}

function tagsOf(firm: Firm): readonly string[] {
  const { no, form, script, headcount } = firm
  return [
    ...(researches(firm) && (script !== null || no % 4 === 0) ? ['hnte'] : []),
    ...(researches(firm) && no % 3 === 0 ? ['tech_sme'] : []),
    ...(researches(firm) && (script?.research !== undefined || no % 40 === 8) ? ['srdi'] : []),
    ...(form === 'company' && headcount >= 200 ? ['above_scale'] : []),
    ...(form === 'individual_business' && no % 6 === 0 ? ['ib_growth'] : []),
  ]
}

/** Awards of the city. */
export const honours: RowDepartment = {
  dataset: 'honor_award',
  columns: ['title', 'level', 'awarded_on', 'published_at'],
  ...{ day: 8, hour: '01:40', yearly: true },
  rows: onceRows(
    once(384, ({ archetype }) => (archetype === 'growing' ? 0.004 : 0.001)),
    (_, { began_on }, published_at) => row('示例质量奖', 'city', began_on, published_at),
  ),
}

/** Laboratories and stations that a firm was approved for. */
export const platforms: RowDepartment = {
  dataset: 'talent_platform',
  columns: ['kind', 'level', 'approved_on', 'published_at'],
  ...{ day: 8, hour: '01:50', yearly: true },
  rows: onceRows(
    once(385, (firm) => (researches(firm) && firm.headcount > 50 ? 0.004 : 0)),
    (_, { began_on, dice }, published_at) =>
      row(pick(dice, ['lab', 'center', 'postdoc'] as const), 'city', began_on, published_at),
  ),
}

/** Subsidies approved and paid. */
export const subsidies: RowDepartment = {
  dataset: 'gov_subsidy',
  columns: ['project', 'dept', 'kind', 'amount', 'approved_on', 'paid_on', 'clawback', 'published_at'],
  ...{ day: 8, hour: '02:00', yearly: true },
  rows: spellRows(
    { matter: 386, chance: subsidyChance, longest: 2 },
    (firm, { key, began_on, ended_on, dice }, published_at) =>
      row(
        ...[`ZZ${key}`, '深圳市示例科技创新局', researches(firm) ? 'rd' : 'stabilise_jobs'],
        ...[cny(between(dice, 500_000, 60_000_000)), began_on, ended_on, false, published_at],
      ),
  ),
}

function subsidyChance(firm: Firm): number {
  return researches(firm) ? 0.03 : firm.form === 'company' ? 0.006 : 0.001
}
