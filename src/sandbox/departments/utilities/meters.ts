import type { Firm } from '../../firm.ts'
import { hashOf } from '../draws.ts'

/** The kinds of meters, with the number of each in its hashes. */
export const meters = { elec: 331, water: 332, gas: 333 } as const

/** A kind of meter. */
export type Meter = keyof typeof meters

/** Whose meter a firm burns from: most have their own, one in five its landlord's, one in ten one with neighbours. */
export function relationOf({ script, no }: Firm): 'own' | 'landlord' | 'shared' {
  if (script !== null) return 'own'
  return no % 5 === 1 ? 'landlord' : no % 10 === 3 ? 'shared' : 'own'
}

/** The account after so many moves: its own, or the one that it has in common with those of its building. */
export function accountOf(firm: Firm, meter: Meter, moves: number = firm.moves): string {
  const of = relationOf(firm) === 'own' ? [0, firm.no, moves] : [1, buildingOf(firm)]
  return hashOf(meters[meter], ...of)
}

/** The meters that a firm has: kitchens and factories burn gas. */
export function metersOf({ trade, form }: Firm): readonly Meter[] {
  const cooks =
    trade.industry_class.startsWith('H') || (form === 'company' && trade.industry_class.startsWith('C'))
  return cooks ? ['elec', 'water', 'gas'] : ['elec', 'water']
}

/** The number of the building that a firm works in. */
export function buildingOf({ no }: Firm): number {
  return Math.floor(no / units)
}

/** The building and unit that a firm works in. */
export function addressId(firm: Firm): string {
  const building = String(buildingOf(firm)).padStart(6, '0')
  return `A${firm.district.region_code}${building}-${firm.no % units}`
}

const units = 20
