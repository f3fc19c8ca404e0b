import type { Firm } from '../../firm.ts'
import { hashOf } from '../draws.ts'
import { type RowDepartment, row } from '../row-department.ts'
import { sinceFounding } from '../standing.ts'

/** The kinds of meters, with the number of each in its hashes. */
export const meters = { elec: 331, water: 332, gas: 333 } as const

/** A kind of meter. */
export type Meter = keyof typeof meters

/**
 * Who reads a firm's meter: most have their own, one in five shares its landlord's, one in ten one with neighbours; a
 * sole proprietor's kitchen has gas.
 */
export function relationOf({ script, no }: Firm): 'own' | 'landlord' | 'shared' {
  if (script !== null) return 'own'
  return no % 5 === 1 ? 'landlord' : no % 10 === 3 ? 'shared' : 'own'
}

/** The account: its own, or the one that it has in common with those of its building. */
export function accountOf(firm: Firm, meter: Meter): string {
  const is_own = relationOf(firm) === 'own'
  const number = is_own ? firm.no * 10 : Math.floor(firm.no / 20) * 10
  return hashOf(meters[meter], is_own ? 0 : 1, number)
}

/** The meters that a firm has: kitchens and factories burn gas. */
export function metersOf({ trade, form }: Firm): readonly Meter[] {
  const cooks =
    trade.industry_class.startsWith('H') || (form === 'company' && trade.industry_class.startsWith('C'))
  return cooks ? ['elec', 'water', 'gas'] : ['elec', 'water']
}

/** Which accounts are whose. */
export const crosswalk: RowDepartment = {
  dataset: 'id_crosswalk',
  columns: ['kind', 'account_hash', 'relation', 'from_on', 'to_on', 'method', 'confidence', 'published_at'],
  ...{ day: 4, hour: '02:00', every_months: 12 },
  ...sinceFounding(accounts),
}

function accounts(firm: Firm, published_at: string): readonly string[] {
  const relation = relationOf(firm)
  const [method, confidence] = relation === 'own' ? ['source', '1'] : ['matched', '0.8']
  return metersOf(firm).map((meter) =>
    row(
      ...[meter, accountOf(firm, meter), relation, firm.established_on, ''],
      ...[method, confidence, published_at],
    ),
  )
}

/** The building and unit that a firm works in. */
export function addressId({ no, district }: Firm): string {
  return `A${district.region_code}${String(Math.floor(no / 20)).padStart(6, '0')}-${no % 20}`
}
