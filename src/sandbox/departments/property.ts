import { type Month, monthAfter } from '#kernel'
import { cny, dayIn } from '../calendar.ts'
import { between, happens } from '../chance.ts'
import { type Firm, speaks } from '../firm.ts'
import { bustle, hashOf, woe } from './draws.ts'
import { type RowDepartment, row } from './row-department.ts'
import { type Habit, spellRows, spellsTold } from './spells.ts'
import { sinceFounding, type Term, termsTold } from './standing.ts'
import { addressId } from './utilities/meters.ts'

/** Whether a firm owns where it works: one company in twelve with capital. */
function owns(firm: Firm): boolean {
  return firm.form === 'company' && firm.capital_10k >= 500 && firm.no % 12 === 2
}

const ownership: RowDepartment = {
  dataset: 're_ownership',
  columns: [
    ...['cert_no_hash', 'unit_no', 'use', 'area', 'share', 'location_region', 'right_nature', 'term_to'],
    ...['registered_on', 'published_at'],
  ],
  ...{ day: 7, hour: '01:00', yearly: true },
  ...sinceFounding((firm, published_at) => (owns(firm) ? [ownedBy(firm, published_at)] : [])),
}

function ownedBy(firm: Firm, published_at: string): string {
  const use = firm.trade.industry_class.startsWith('C') ? 'industrial' : 'office'
  const area = 100 + (firm.no % 30) * 20
  return row(
    ...[hashOf(341, firm.no), `U${firm.no}`, use, area, '1', firm.district.region_code, '出让', '2060-12-31'],
    ...[firm.established_on, published_at],
  )
}

const mortgages: Habit = {
  matter: 342,
  chance: (firm, at) => (owns(firm) ? 0.012 + 0.02 * woe(firm, at) : 0),
  ...{ longest: 36, endless_ratio: 0.3 },
}

const encumbrances: RowDepartment = {
  dataset: 're_encumbrance',
  columns: [
    ...['unit_no', 'kind', 'amount', 'creditor_type', 'rank', 'from_on', 'to_on', 'status', 'published_at'],
  ],
  ...{ day: 7, hour: '01:10', yearly: true },
  ...spellsTold(mortgages, ({ no }, { began_on, ended_on, dice }, published_at) => {
    const status = ended_on === null ? 'active' : 'ended'
    const amount = between(dice, 100, 900)
    return row(`U${no}`, 'mortgage', amount, 'bank', 1, began_on, ended_on, status, published_at)
  }),
}

const term: Term = { months: 36, day: 12, of: (firm) => !owns(firm), from: ({ born }) => born }

/** Leases of three years from the founding on. */
const leases: RowDepartment = {
  dataset: 're_lease',
  columns: [
    ...['address_id', 'area', 'rent', 'from_on', 'to_on', 'lessor_type', 'innovation_housing'],
    'published_at',
  ],
  ...{ day: 7, hour: '01:20', yearly: true },
  ...termsTold(term, (firm, began, published_at) => [leased(firm, began, published_at)]),
}

function leased(firm: Firm, began: Month, published_at: string): string {
  const park = firm.no % 9 === 0
  const area = 30 + Math.floor(firm.heads) * 8
  const to_on = dayIn(monthAfter(began, term.months - 1), 28)
  return row(
    ...[addressId(firm), area, 45 + (firm.no % 50), dayIn(began, term.day), to_on],
    ...[park ? 'gov_park' : 'private', park && firm.no % 2 === 0, published_at],
  )
}

const visits: RowDepartment = {
  dataset: 'com_poi_traffic',
  columns: ['address_id', 'stat_month', 'visits_index', 'stay_index', 'neighbours_n'],
  ...{ day: 9, hour: '03:00' },
  rows: (firm, { at, text }) => {
    if (!speaks(firm, at) || !/^[HFO]/.test(firm.trade.industry_class) || firm.no % 3 === 0) return []
    const visits = Math.max(1, Math.round(100 * bustle(firm)))
    return [row(addressId(firm), text, visits, 80 + (firm.no % 40), 4 + (firm.no % 15))]
  },
}

const machines: RowDepartment = {
  dataset: 'com_equipment_lease',
  columns: ['asset_no_hash', 'asset_type', 'amount', 'from_on', 'to_on', 'published_at'],
  ...{ day: 7, hour: '01:30', yearly: true },
  rows: spellRows(
    {
      matter: 343,
      chance: ({ trade }) => (trade.industry_class.startsWith('C') ? 0.01 : 0.001),
      longest: 24,
    },
    ({ no }, { began, began_on, ended_on, dice }, published_at) => {
      const kind = happens(dice, 0.8) ? 'machine' : 'vehicle'
      const amount = cny(between(dice, 5_000_000, 90_000_000))
      return row(hashOf(343, no, began), kind, amount, began_on, ended_on, published_at)
    },
  ),
}

/** What a firm owns, rents and stands in. */
export const property_departments: readonly RowDepartment[] = [
  ownership,
  encumbrances,
  leases,
  visits,
  machines,
]
