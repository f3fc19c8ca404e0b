import { type Month, monthAfter } from '#kernel'
import { cny, dayIn } from '../calendar.ts'
import { between, happens, nth, pick, roll } from '../chance.ts'
import { type Firm, speaks, stands } from '../firm.ts'
import { companionsOf, nextOf, storyOf } from '../ties.ts'
import { personOf } from '../wording.ts'
import { tells } from './people.ts'
import { nameOf } from './registry.ts'
import {
  hashOf,
  jsonCell,
  publishedOn,
  type RowDepartment,
  ratio,
  row,
  spellsIn,
  spellsOpen,
  woe,
} from './row-department.ts'
import { balanceOf, signed } from './tax-office.ts'

const holders: RowDepartment = {
  dataset: 'reg_shareholder',
  columns: [
    'holder_id_hash',
    'holder_name',
    'holder_type',
    'holder_uscc',
    'subscribed',
    'paid_in',
    'ratio',
    'subscribed_due_on',
    'from_on',
    'to_on',
    'published_at',
  ],
  ...{ day: 4, hour: '03:00', every_months: 12 },
  stock: (firm, { at }, firms) => (firm.born <= at && stands(firm, at) ? holdings(firm, firms, '') : []),
  rows: (firm, { at }, firms) =>
    firm.born === at ? holdings(firm, firms, publishedOn(firm.established_on)) : [],
}

/** Two persons hold a company; in a group, a chain of shells or a ring another firm holds the larger part. */
function holdings(firm: Firm, firms: readonly Firm[], published_at: string): readonly string[] {
  if (firm.form === 'individual_business') return []
  const parent = parentOf(firm, companionsOf(firm, firms))
  const larger = 0.6 + 0.05 * (firm.no % 6)
  const part = (share: number) => [
    Math.round(firm.capital_10k * share * 100) / 100,
    Math.round(firm.paid_in_10k * share * 100) / 100,
  ]
  const told = (holder: readonly [string, string, string, string], share: number) =>
    row(
      ...holder,
      ...part(share),
      ratio(share),
      dayIn(monthAfter(firm.born, 240), 12),
      firm.established_on,
      '',
      published_at,
    )
  const first =
    parent === null
      ? ([personHash(firm.no), personOf(firm.no), 'person', ''] as const)
      : ([parent.uscc, nameOf(parent, parent.names), 'enterprise', parent.uscc] as const)
  return [
    told(first, larger),
    told([personHash(firm.no + 500_000), personOf(firm.no + 500_000), 'person', ''], 1 - larger),
  ]
}

/** A group is held by its first, shells each by the one before, a ring by the next: the last makes it round. */
function parentOf(firm: Firm, companions: readonly Firm[]): Firm | null {
  const story = storyOf(firm)
  const place = companions.findIndex(({ no }) => no === firm.no)
  if (story === 'ring') return nextOf(firm, companions)
  if (place <= 0 || !['group', 'shell'].includes(story)) return null
  return nth(companions, story === 'group' ? 0 : place - 1)
}

function personHash(number: number): string {
  return hashOf(351, number)
}

const keyPersons: RowDepartment = {
  dataset: 'reg_key_person',
  columns: ['person_id_hash', 'name', 'position', 'from_on', 'to_on', 'published_at'],
  ...{ day: 4, hour: '03:10', every_months: 12 },
  stock: (firm, { at }) => (firm.born <= at && stands(firm, at) ? persons(firm, '') : []),
  rows: (firm, { at }) => (firm.born === at ? persons(firm, publishedOn(firm.established_on)) : []),
}

function persons(firm: Firm, published_at: string): readonly string[] {
  const told = (number: number, position: string) =>
    row(personHash(number), personOf(number), position, firm.established_on, '', published_at)
  if (firm.form === 'individual_business') return [told(firm.no, 'proprietor')]
  return [told(firm.no, 'legal_rep'), told(firm.no, 'director'), told(firm.no + 500_000, 'supervisor')]
}

const investments: RowDepartment = {
  dataset: 'reg_branch_invest',
  columns: ['target_uscc', 'target_name', 'kind', 'ratio', 'amount', 'from_on', 'to_on', 'published_at'],
  ...{ day: 4, hour: '03:20', every_months: 12 },
  stock: (firm, { at }, firms) => held(firm, firms, (child) => child.born <= at && stands(child, at), ''),
  rows: (firm, { at }, firms) => held(firm, firms, (child) => child.born === at, 'told'),
}

function held(
  firm: Firm,
  firms: readonly Firm[],
  counts: (child: Firm) => boolean,
  when: string,
): readonly string[] {
  if (storyOf(firm) === 'none') return []
  const companions = companionsOf(firm, firms)
  return companions
    .filter((child) => counts(child) && parentOf(child, companions)?.no === firm.no)
    .map((child) => {
      const share = 0.6 + 0.05 * (child.no % 6)
      const published_at = when === '' ? '' : publishedOn(child.established_on)
      return row(
        child.uscc,
        nameOf(child, child.names),
        'invest',
        ratio(share),
        Math.round(child.capital_10k * share * 100) / 100,
        child.established_on,
        '',
        published_at,
      )
    })
}

const sureties: RowDepartment = {
  dataset: 'reg_guarantee_public',
  columns: ['guaranteed_uscc', 'amount', 'kind', 'from_on', 'to_on', 'origin', 'published_at'],
  ...{ day: 4, hour: '03:30', every_months: 12 },
  stock: (firm, { at }, firms) => {
    if (storyOf(firm) !== 'guarantee_circle' || firm.born > at || !stands(firm, at)) return []
    const next = nextOf(firm, companionsOf(firm, firms))
    return next === null
      ? []
      : [row(next.uscc, 200 + (firm.no % 5) * 100, 'joint', dayIn(at, 8), '', 'announcement', '')]
  },
  rows: () => [],
}

const items = ['scope', 'key_person', 'shareholder', 'capital', 'term'] as const
const changes = {
  matter: 352,
  chance: (firm: Firm) => 0.012 + (firm.archetype === 'fading' ? 0.02 : 0),
  longest: 1,
}

/** Changes as the register tells them, and as a commercial source tells them again. */
function changesTold(dataset: 'reg_change_log' | 'com_registry_feed', hour: string): RowDepartment {
  const [item, on] = dataset === 'reg_change_log' ? ['change_item', 'changed_on'] : ['item', 'on_date']
  return {
    dataset,
    columns: [item, 'before', 'after', 'after_digest', on, 'published_at'],
    ...{ day: 4, hour, every_months: 12 },
    rows: (firm, { at }) =>
      spellsIn(firm, changes, at)
        .filter(({ ended_on }) => ended_on === null)
        .map(({ began_on, dice }) =>
          row(
            pick(dice, items),
            '变更前(示例)',
            '变更后(示例)',
            hashOf(352, firm.no, at),
            began_on,
            publishedOn(began_on),
          ),
        ),
  }
}

const reports: RowDepartment = {
  dataset: 'reg_annual_report',
  columns: [
    'year',
    'employees',
    'assets',
    'liabilities',
    'equity',
    'revenue',
    'profit',
    'net_profit',
    'tax_total',
    'guarantees',
    'filed_on',
  ],
  ...{ day: 15, hour: '01:00', every_months: 1, of_months: [5] },
  rows: (firm, period) => {
    // 企业信息公示暂行条例 §8: by 30 June of the next year.
    const { at } = period
    if (!tells(firm, period) || firm.listed || firm.form === 'individual_business') return []
    const year = Math.floor(at / 12) - 1
    if (firm.born > year * 12 + 11) return []
    const { assets, liabilities } = balanceOf(firm)
    const revenue = Math.round(firm.heads * firm.vigour_ratio * firm.trade.sales_cny * 100)
    const profit = Math.round(revenue * (0.05 + 0.04 * Math.max(-3, Math.min(1.5, firm.health))))
    return [
      row(
        ...[
          year,
          firm.headcount,
          cny(assets),
          cny(liabilities),
          signed(assets - liabilities),
          cny(revenue),
          signed(profit),
          signed(profit),
        ],
        cny(Math.abs(revenue) * 0.03),
        jsonCell([]),
        `${period.text}-20`,
      ),
    ]
  },
}

const permits: RowDepartment = {
  dataset: 'reg_license_qualification',
  columns: [
    'licence_no',
    'licence_name',
    'kind',
    'authority',
    'issued_on',
    'valid_to',
    'status',
    'grade',
    'required_by_industry',
    'published_at',
  ],
  ...{ day: 4, hour: '04:00', every_months: 12 },
  stock: (firm, { at }) =>
    needsPermit(firm) && firm.born <= at && stands(firm, at) ? [permit(firm, permitBegan(firm, at), '')] : [],
  rows: (firm, { at }) =>
    needsPermit(firm) && speaks(firm, at) && permitBegan(firm, at) === at
      ? [permit(firm, at, publishedOn(dayIn(at, 12)))]
      : [],
}

const permit_months = 60

function needsPermit({ trade }: Firm): boolean {
  return /^[HEG]/.test(trade.industry_class)
}

function permitBegan({ born }: Firm, at: Month): Month {
  return monthAfter(born, Math.floor((at - born) / permit_months) * permit_months)
}

function permit(firm: Firm, began: Month, published_at: string): string {
  const [name, authority] = firm.trade.industry_class.startsWith('H')
    ? ['食品经营许可证', '深圳市示例市场监管局']
    : firm.trade.industry_class.startsWith('E')
      ? ['建筑业企业资质', '深圳市示例住房建设局']
      : ['道路运输经营许可证', '深圳市示例交通运输局']
  return row(
    `JY${firm.no}-${began}`,
    name,
    'permit',
    authority,
    dayIn(began, 12),
    dayIn(monthAfter(began, permit_months), 11),
    'valid',
    '',
    true,
    published_at,
  )
}

const notices: RowDepartment = {
  dataset: 'reg_notice',
  columns: ['kind', 'published_on', 'objection_until', 'withdrawn_on', 'published_at'],
  ...{ day: 4, hour: '04:10', every_months: 12 },
  rows: (firm, { at }) => {
    if (firm.closed_month !== monthAfter(at, 1) || firm.status !== 'cancelled') return []
    const on = dayIn(at, 5)
    return [row('simple_cancel', on, dayIn(at, 25), '', publishedOn(on))]
  },
}

const pledges = {
  matter: 353,
  chance: (firm: Firm, at: Month) => (firm.capital_10k >= 300 ? 0.004 + 0.02 * woe(firm, at) : 0),
  longest: 18,
  endless_ratio: 0.3,
}

const pledgesTold: RowDepartment = {
  dataset: 'reg_pledge_mortgage',
  columns: [
    'reg_no',
    'kind',
    'pledgor',
    'pledgee',
    'amount',
    'object',
    'registered_on',
    'released_on',
    'status',
    'published_at',
  ],
  ...{ day: 4, hour: '04:20', every_months: 12 },
  stock: (firm, { at }) => spellsOpen(firm, pledges, at).map((spell) => pledged(firm, spell, '')),
  rows: (firm, { at }) =>
    spellsIn(firm, pledges, at).map((spell) =>
      pledged(firm, spell, publishedOn(spell.ended_on ?? spell.began_on)),
    ),
}

function pledged(
  firm: Firm,
  { key, began_on, ended_on, dice }: ReturnType<typeof spellsIn>[number],
  published_at: string,
): string {
  const kind = happens(dice, 0.5) ? 'equity' : 'chattel'
  const amount = Math.round(firm.capital_10k * (0.1 + 0.4 * roll(dice)))
  const status = ended_on === null ? 'active' : 'released'
  return row(
    `DY${key}`,
    kind,
    nameOf(firm, 0),
    `示例银行${between(dice, 1, 9)}`,
    amount,
    '示例标的',
    began_on,
    ended_on,
    status,
    published_at,
  )
}

/** The register besides the firms themselves. */
export const register_departments: readonly RowDepartment[] = [
  holders,
  keyPersons,
  investments,
  sureties,
  changesTold('reg_change_log', '03:40'),
  changesTold('com_registry_feed', '03:50'),
  reports,
  permits,
  notices,
  pledgesTold,
]
