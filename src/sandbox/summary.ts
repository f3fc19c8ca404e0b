import { monthText } from '#kernel'
import type { City } from './city.ts'
import { demo_firms } from './demo-firms.ts'
import type { Dirt } from './dirt.ts'
import type { Firm } from './firm.ts'
import type { Told } from './live.ts'
import { allOffices, type Offices } from './offices.ts'
import type { CityOrder, CityProfile } from './order.ts'
import { notice } from './wording.ts'

/** What became of the firms, by number. */
export interface CityLives {
  readonly founded: number
  readonly renamed: number
  readonly silent: number
  readonly closed: number
  readonly defaulted: number
}

/** What was built: the order, the deliveries and rows, the dirt put into them, and the firms of the demonstration. */
export interface CitySummary {
  readonly notice: string
  readonly profile: CityProfile
  readonly seed: number
  readonly until: string
  readonly months: number
  readonly enterprises: number
  readonly deliveries: number
  readonly rows: number
  readonly rows_by_dataset: Readonly<Record<string, number>>
  /** Rows that departments keep until they are asked, by dataset. */
  readonly kept_by_dataset: Readonly<Record<string, number>>
  /** Rows spoilt, by dataset and sort; only damage, wrong check digits and early months are to be refused. */
  readonly dirt: Readonly<Record<string, Readonly<Partial<Record<Dirt, number>>>>>
  readonly lives: CityLives
  readonly firms: Readonly<Record<string, string>>
}

/** The summary of a city that has been lived to its end. */
export function summaryOf(
  order: CityOrder,
  city: City,
  offices: Offices,
  { outbox, shelf }: Told,
): CitySummary {
  const { profile = 'bulk', seed, until, months, enterprises } = order
  const dirty = allOffices(offices).filter(({ desk }) => Object.keys(desk.tally).length > 0)
  return {
    ...{ notice, profile, seed, until: monthText(until), months, enterprises, deliveries: outbox.delivered },
    rows: Object.values(outbox.rows).reduce((total, rows) => total + rows, 0),
    rows_by_dataset: outbox.rows,
    kept_by_dataset: shelf.rows,
    dirt: Object.fromEntries(dirty.map(({ department, desk }) => [department.dataset, desk.tally])),
    lives: livesOf(city),
    firms: Object.fromEntries(Object.entries(demo_firms).map(([part, { uscc }]) => [part, uscc])),
  }
}

function livesOf({ firms, span }: City): CityLives {
  const number = (of: (firm: Firm) => boolean): number => firms.filter(of).length
  return {
    founded: number(({ born }) => born >= span.first),
    renamed: number(({ names }) => names > 0),
    silent: number(({ silent_from }) => silent_from !== null),
    closed: number(({ closed_month }) => closed_month !== null),
    defaulted: number(({ default_month }) => default_month !== null),
  }
}
