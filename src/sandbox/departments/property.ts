import { type Month, monthAfter } from '#kernel'
import { cny, dayIn } from '../calendar.ts'
import { between, happens } from '../chance.ts'
import { type Firm, speaks, stands } from '../firm.ts'
import { tells } from './people.ts'
import { hashOf, publishedOn, type RowDepartment, row, spellsIn, spellsOpen, woe } from './row-department.ts'
import { addressId } from './utilities.ts'

/** Whether a firm owns where it works: one company in twelve with capital. */
function owns(firm: Firm): boolean {
  return firm.form === 'company' && firm.capital_10k >= 500 && firm.no % 12 === 2
}

const ownership: RowDepartment = {
  dataset: 're_ownership',
  columns: [
    'cert_no_hash',
    'unit_no',
    'use',
    'area',
    'share',
    'location_region',
    'right_nature',
    'term_to',
    'registered_on',
    'published_at',
  ],
  ...{ day: 7, hour: '01:00', every_months: 12 },
  stock: (firm, { at }) => (owns(firm) && stands(firm, at) && firm.born <= at ? [ownedBy(firm, '')] : []),
  rows: (firm, { at }) =>
    owns(firm) && firm.born === at ? [ownedBy(firm, publishedOn(firm.established_on))] : [],
}

function ownedBy(firm: Firm, published_at: string): string {
  const use = firm.trade.industry_class.startsWith('C') ? 'industrial' : 'office'
  return row(
    hashOf(341, firm.no),
    `U${firm.no}`,
    use,
    100 + (firm.no % 30) * 20,
    '1',
    firm.district.region_code,
    '出让',
    '2060-12-31',
    firm.established_on,
    published_at,
  )
}

const mortgages = {
  matter: 342,
  chance: (firm: Firm, at: Month) => (owns(firm) ? 0.012 + 0.02 * woe(firm, at) : 0),
  longest: 36,
  endless_ratio: 0.3,
}

const encumbrances: RowDepartment = {
  dataset: 're_encumbrance',
  columns: [
    'unit_no',
    'kind',
    'amount',
    'creditor_type',
    'rank',
    'from_on',
    'to_on',
    'status',
    'published_at',
  ],
  ...{ day: 7, hour: '01:10', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(firm, mortgages, at).map(({ began_on, ended_on, dice }) =>
      row(
        `U${firm.no}`,
        'mortgage',
        between(dice, 100, 900),
        'bank',
        1,
        began_on,
        ended_on,
        ended_on === null ? 'active' : 'ended',
        publishedOn(ended_on ?? began_on),
      ),
    ),
  stock: (firm, { at }) =>
    spellsOpen(firm, mortgages, at).map(({ began_on, dice }) =>
      row(`U${firm.no}`, 'mortgage', between(dice, 100, 900), 'bank', 1, began_on, '', 'active', ''),
    ),
}

/** Leases of three years from the founding on. */
const leases: RowDepartment = {
  dataset: 're_lease',
  columns: [
    'address_id',
    'area',
    'rent',
    'from_on',
    'to_on',
    'lessor_type',
    'innovation_housing',
    'published_at',
  ],
  ...{ day: 7, hour: '01:20', every_months: 12 },
  stock: (firm, { at }) =>
    owns(firm) || firm.born > at || !stands(firm, at) ? [] : [leased(firm, leaseBegan(firm, at), '')],
  rows: (firm, { at }) =>
    owns(firm) || !speaks(firm, at) || leaseBegan(firm, at) !== at
      ? []
      : [leased(firm, at, publishedOn(dayIn(at, 12)))],
}

const lease_months = 36

function leaseBegan({ born }: Firm, at: Month): Month {
  return monthAfter(born, Math.floor((at - born) / lease_months) * lease_months)
}

function leased(firm: Firm, began: Month, published_at: string): string {
  const park = firm.no % 9 === 0
  const to_on = dayIn(monthAfter(began, lease_months - 1), 28)
  return row(
    addressId(firm),
    30 + Math.floor(firm.heads) * 8,
    45 + (firm.no % 50),
    dayIn(began, 12),
    to_on,
    park ? 'gov_park' : 'private',
    park && firm.no % 2 === 0,
    published_at,
  )
}

const visits: RowDepartment = {
  dataset: 'com_poi_traffic',
  columns: ['address_id', 'stat_month', 'visits_index', 'stay_index', 'neighbours_n'],
  ...{ day: 9, hour: '03:00', every_months: 1 },
  rows: (firm, period) => {
    if (!tells(firm, period) || !/^[HFO]/.test(firm.trade.industry_class) || firm.no % 3 === 0) return []
    const visits = Math.max(
      1,
      Math.round(100 * Math.max(0.1, 1 + 0.3 * Math.max(-2.5, Math.min(1.5, firm.drive)))),
    )
    return [row(addressId(firm), period.text, visits, 80 + (firm.no % 40), 4 + (firm.no % 15))]
  },
}

const machines: RowDepartment = {
  dataset: 'com_equipment_lease',
  columns: ['asset_no_hash', 'asset_type', 'amount', 'from_on', 'to_on', 'published_at'],
  ...{ day: 7, hour: '01:30', every_months: 12 },
  rows: (firm, { at }) =>
    spellsIn(
      firm,
      {
        matter: 343,
        chance: (one) => (one.trade.industry_class.startsWith('C') ? 0.01 : 0.001),
        longest: 24,
      },
      at,
    ).map(({ key, began_on, ended_on, dice }) =>
      row(
        hashOf(343, firm.no, Number(key.split('-')[2])),
        happens(dice, 0.8) ? 'machine' : 'vehicle',
        cny(between(dice, 5_000_000, 90_000_000)),
        began_on,
        ended_on,
        publishedOn(ended_on ?? began_on),
      ),
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
