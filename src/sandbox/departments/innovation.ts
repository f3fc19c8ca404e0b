import { type Month, monthAfter } from '#kernel'
import { cny, dayIn } from '../calendar.ts'
import { between, happens, pick } from '../chance.ts'
import { type Firm, speaks, stands } from '../firm.ts'
import {
  diceFor,
  jsonCell,
  publishedOn,
  type RowDepartment,
  row,
  type Spell,
  spellsIn,
  spellsOpen,
} from './row-department.ts'

/** Whether a firm does research: half of the technology firms, and the demonstration's sound one. */
export function researches(firm: Firm): boolean {
  return (
    firm.form === 'company' &&
    /^(I65|C39|M74)/.test(firm.trade.industry_class) &&
    (firm.script !== null || firm.no % 2 === 0)
  )
}

const inventions = {
  matter: 381,
  chance: (firm: Firm) => (researches(firm) ? 0.08 : 0.001),
  longest: 20,
  endless_ratio: 0.35,
}

const patents: RowDepartment = {
  dataset: 'ip_patent',
  columns: [
    'patent_no',
    'kind',
    'status',
    'applied_on',
    'granted_on',
    'lapsed_on',
    'ipc',
    'inventors_n',
    'cited_n',
    'family_n',
    'is_acquired',
    'published_at',
  ],
  ...{ day: 8, hour: '01:00', every_months: 12 },
  stock: (firm, { at }) => {
    const old = Array.from(
      { length: researches(firm) && firm.born < at ? 2 + (firm.no % 5) : 0 },
      (_, number) => {
        const applied = monthAfter(at, -12 - 7 * number)
        return applied <= firm.born
          ? []
          : [
              patent(
                `${firm.no}-0${number}`,
                ['utility', 'granted'],
                dayIn(applied, 9),
                dayIn(monthAfter(applied, 8), 9),
                '',
              ),
            ]
      },
    )
    return [...old.flat(), ...spellsOpen(firm, inventions, at).map((spell) => applied(spell, ''))]
  },
  rows: (firm, { at }) =>
    spellsIn(firm, inventions, at).map((spell) =>
      applied(spell, publishedOn(spell.ended_on ?? spell.began_on)),
    ),
}

function applied({ key, began_on, ended_on, dice }: Spell, published_at: string): string {
  const kind = pick(dice, ['invention', 'utility', 'utility', 'design'] as const)
  return patent(
    key,
    [kind, ended_on === null ? 'applied' : 'granted'],
    began_on,
    ended_on ?? '',
    published_at,
  )
}

function patent(
  key: string,
  [kind, status]: readonly [string, string],
  on: string,
  granted_on: string,
  published_at: string,
): string {
  return row(`CN示${key}`, kind, status, on, granted_on, '', 'G06F', 3, 1, 1, false, published_at)
}

const loansOnIp: RowDepartment = {
  dataset: 'ip_pledge',
  columns: ['reg_no', 'right_nos', 'amount', 'pledgee_type', 'from_on', 'to_on', 'published_at'],
  ...{ day: 8, hour: '01:10', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(firm, { matter: 382, chance: (one) => (researches(one) ? 0.006 : 0), longest: 24 }, at).map(
      ({ key, began_on, ended_on, dice }) =>
        row(
          `ZY${key}`,
          jsonCell([`CN示${firm.no}-00`]),
          between(dice, 50, 600),
          'bank',
          began_on,
          ended_on,
          publishedOn(ended_on ?? began_on),
        ),
    ),
}

const marksAndWorks: RowDepartment = {
  dataset: 'ip_trademark_copyright',
  columns: ['reg_no', 'kind', 'registered_on', 'valid_to', 'status', 'published_at'],
  ...{ day: 8, hour: '01:20', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(
      firm,
      {
        matter: 383,
        chance: (one) => (one.form === 'company' ? (researches(one) ? 0.05 : 0.008) : 0.001),
        longest: 1,
      },
      at,
    )
      .filter(({ ended_on }) => ended_on === null)
      .map(({ key, began_on, dice }) =>
        row(
          `ZC${key}`,
          researches(firm) && happens(dice, 0.7) ? 'software' : 'trademark',
          began_on,
          `${Number(began_on.slice(0, 4)) + 10}${began_on.slice(4)}`,
          'valid',
          publishedOn(began_on),
        ),
      ),
}

const tag_months = 36

const tags: RowDepartment = {
  dataset: 'tag_recognition',
  columns: ['tag_code', 'cert_no', 'issued_on', 'valid_to', 'batch', 'published_at'],
  ...{ day: 8, hour: '01:30', every_months: 12 },
  stock: (firm, { at }) =>
    firm.born < at - 12 && stands(firm, at) ? recognised(firm, tagBegan(firm, at), '') : [],
  rows: (firm, { at }) =>
    firm.born < at - 12 && speaks(firm, at) && tagBegan(firm, at) === at
      ? recognised(firm, at, publishedOn(dayIn(at, 20)))
      : [],
}

/** High technology is recognised for three years at a time (高新技术企业认定管理办法 §9). */
function recognised(firm: Firm, began: Month, published_at: string): readonly string[] {
  const codes = [
    ...(researches(firm) && (firm.script !== null || firm.no % 4 === 0) ? ['hnte'] : []),
    ...(researches(firm) && firm.no % 3 === 0 ? ['tech_sme'] : []),
    ...(researches(firm) && firm.no % 40 === 8 ? ['srdi'] : []),
    ...(firm.form === 'company' && firm.headcount >= 200 ? ['above_scale'] : []),
    ...(firm.form === 'individual_business' && firm.no % 6 === 0 ? ['ib_growth'] : []),
  ]
  return codes.map((code) =>
    row(
      code,
      `示${code}${firm.no}`,
      dayIn(began, 20),
      dayIn(monthAfter(began, tag_months), 19),
      String(Math.floor(began / 12)),
      published_at,
    ),
  )
}

function tagBegan({ no }: Firm, at: Month): Month {
  return (at - ((at + no) % tag_months)) as Month
}

const honours: RowDepartment = {
  dataset: 'honor_award',
  columns: ['title', 'level', 'awarded_on', 'published_at'],
  ...{ day: 8, hour: '01:40', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(
      firm,
      { matter: 384, chance: (one) => (one.archetype === 'growing' ? 0.004 : 0.001), longest: 1 },
      at,
    )
      .filter(({ ended_on }) => ended_on === null)
      .map(({ began_on }) => row('示例质量奖', 'city', began_on, publishedOn(began_on))),
}

const platforms: RowDepartment = {
  dataset: 'talent_platform',
  columns: ['kind', 'level', 'approved_on', 'published_at'],
  ...{ day: 8, hour: '01:50', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(
      firm,
      { matter: 385, chance: (one) => (researches(one) && one.headcount > 50 ? 0.004 : 0), longest: 1 },
      at,
    )
      .filter(({ ended_on }) => ended_on === null)
      .map(({ began_on, dice }) =>
        row(pick(dice, ['lab', 'center', 'postdoc'] as const), 'city', began_on, publishedOn(began_on)),
      ),
}

const subsidies: RowDepartment = {
  dataset: 'gov_subsidy',
  columns: ['project', 'dept', 'kind', 'amount', 'approved_on', 'paid_on', 'clawback', 'published_at'],
  ...{ day: 8, hour: '02:00', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(
      firm,
      {
        matter: 386,
        chance: (one) => (researches(one) ? 0.03 : one.form === 'company' ? 0.006 : 0.001),
        longest: 2,
      },
      at,
    ).map(({ key, began_on, ended_on, dice }) =>
      row(
        `ZZ${key}`,
        '深圳市示例科技创新局',
        researches(firm) ? 'rd' : 'stabilise_jobs',
        cny(between(dice, 500_000, 60_000_000)),
        began_on,
        ended_on,
        false,
        publishedOn(ended_on ?? began_on),
      ),
    ),
}

const valuations: RowDepartment = {
  dataset: 'com_ip_valuation',
  columns: ['right_no', 'score', 'value_range', 'valued_on', 'published_at'],
  ...{ day: 8, hour: '02:10', every_months: 12 },
  rows: (firm, { at }) =>
    researches(firm) && speaks(firm, at) && (at + firm.no) % 12 === 0
      ? [
          row(
            `CN示${firm.no}-00`,
            40 + ((diceFor(firm, 387).state >>> 0) % 60),
            '10-50万元',
            dayIn(at, 9),
            publishedOn(dayIn(at, 9)),
          ),
        ]
      : [],
}

/** What a firm invents, and what it is honoured and paid for. */
export const innovation_departments: readonly RowDepartment[] = [
  patents,
  loansOnIp,
  marksAndWorks,
  tags,
  honours,
  platforms,
  subsidies,
  valuations,
]
