import { type Month, monthAfter, monthText } from '#kernel'
import { type Period, periodOf, type Span } from './calendar.ts'
import { type City, liveMonth } from './city.ts'
import {
  collectRows,
  deliverIncidents,
  deliverIndex,
  deliverMonthly,
  deliverRatings,
  deliverRegistry,
  deliverRows,
  deliverStock,
  knownAt,
} from './deliveries.ts'
import { type RowDepartment, tellsOf } from './departments/row-department.ts'
import { keepEve, keepMonth } from './interfaces/keep.ts'
import type { Shelf } from './interfaces/shelf.ts'
import type { Office, Offices } from './offices.ts'
import type { CityDataset } from './order.ts'
import type { Outbox } from './outbox.ts'

/** A delivery that is due: when it becomes known, and the making of it. */
interface Due {
  readonly known_at: string
  readonly make: () => void
}

/** The kinds of the region's datasets: a delivery of months says when it is complete. */
export type Kinds = ReadonlyMap<string, CityDataset['kind']>

/** How many deliveries a city of these months makes. */
export function deliveriesIn(span: Span, offices: Offices): number {
  const { registry, incidents, monthly, rowed, index, ratings } = offices
  const eve = [
    registry,
    ...incidents,
    ratings,
    ...rowed.filter(({ department }) => department.stock !== undefined),
  ]
  let deliveries = eve.length + (isMarch(monthAfter(span.first, -1)) ? 1 : 0)
  for (let at = span.first; at <= span.until; at = monthAfter(at, 1)) {
    const told = rowed.filter(({ department }) => isDue(department, at, span))
    deliveries += [registry, ...incidents, ...monthly, index, ...told].length + (isMarch(at) ? 1 : 0)
  }
  return deliveries
}

/** Where what a city tells goes: deliveries, and the shelves of those that are asked. */
export interface Told {
  readonly outbox: Outbox
  readonly shelf: Shelf
}

/** Lives the city through its months, making the deliveries of each; stops for breath after every delivery. */
export function* liveAndDeliver(
  city: City,
  offices: Offices,
  kinds: Kinds,
  { outbox, shelf }: Told,
): Generator<void> {
  yield* made(eveOf(city, offices, outbox))
  keepEve(shelf, city, offices, periodOf(monthAfter(city.span.first, -1), city.span))
  for (let at = city.span.first; at <= city.span.until; at = monthAfter(at, 1)) {
    const period = liveMonth(city, at)
    for (const office of offices.rowed)
      if (tellsOf(office.department, at)) collectRows(outbox, city, office, period)
    keepMonth(shelf, city, offices, period)
    yield* made(monthOf(city, offices, kinds, outbox, period))
  }
}

function* made(due: readonly Due[]): Generator<void> {
  for (const { make } of [...due].sort((a, b) => (a.known_at < b.known_at ? -1 : 1))) yield make()
}

function monthOf(city: City, offices: Offices, kinds: Kinds, outbox: Outbox, period: Period): readonly Due[] {
  const { registry, incidents, monthly, rowed, index } = offices
  return [
    due(registry, period, () => deliverRegistry(outbox, city, registry, period, false)),
    ...incidents.map((office) => due(office, period, () => deliverIncidents(outbox, city, office, period))),
    ...monthly.map((office) => due(office, period, () => deliverMonthly(outbox, city, office, period))),
    ...rowed
      .filter(({ department }) => isDue(department, period.at, city.span))
      .map((office) => {
        const { dataset } = office.department
        const told = {
          complete: kinds.get(dataset) === 'month',
          backfill: tellsHistory(office, period.at, city.span),
        }
        return due(office, period, () => deliverRows(outbox, office, period, told))
      }),
    due(index, period, () => deliverIndex(outbox, index, period)),
    ...marchOf(city, offices, outbox, period),
  ]
}

// Early enough that questions as of the first month find a register, courts and ratings.
function eveOf(city: City, offices: Offices, outbox: Outbox): readonly Due[] {
  const { registry, incidents, rowed, ratings } = offices
  const period = periodOf(monthAfter(city.span.first, -1), city.span)
  const known_at = `${monthText(city.span.first)}-05T09:00:00+08:00`
  const remembering = rowed.filter(({ department }) => department.stock !== undefined)
  return [
    due(registry, period, () => deliverRegistry(outbox, city, registry, period, true)),
    ...incidents.map((office) => due(office, period, () => deliverIncidents(outbox, city, office, period))),
    ...remembering.map((office) => due(office, period, () => deliverStock(outbox, city, office, period))),
    {
      known_at,
      make: () => deliverRatings(outbox, city, ratings, latestRatedYear(city.span.first), known_at),
    },
    ...marchOf(city, offices, outbox, period),
  ]
}

function marchOf(city: City, { ratings }: Offices, outbox: Outbox, period: Period): readonly Due[] {
  if (!isMarch(period.at)) return []
  const known_at = knownAt(ratings.department, period)
  const year = Math.floor(period.at / 12) - 1
  return [{ known_at, make: () => deliverRatings(outbox, city, ratings, year, known_at) }]
}

function due({ department }: Office, period: Period, make: () => void): Due {
  return { known_at: knownAt(department, period), make }
}

/** Who tells every month was connected so long before the end; what went before came in one delivery then. */
const months_connected = 3

function isDue(department: RowDepartment, at: Month, { first, until }: Span): boolean {
  if (department.of_months !== undefined) return tellsOf(department, at)
  if (department.every_months === 1) return at >= until - months_connected
  return at === until || (at - first) % department.every_months === department.every_months - 1
}

/** Whether a delivery tells of several months, each row with its own instant. */
function tellsHistory({ department }: Office<RowDepartment>, at: Month, { until }: Span): boolean {
  if (department.every_months > 1) return true
  return department.of_months === undefined && at === until - months_connected
}

// A year is rated in the next April.
function latestRatedYear(at: Month): number {
  return Math.floor(at / 12) - (at % 12 > 3 ? 1 : 2)
}

function isMarch(at: Month): boolean {
  return at % 12 === 2
}
