import { monthAfter, monthText } from '#kernel'
import { type Period, periodOf } from './calendar.ts'
import { type City, liveMonth } from './city.ts'
import {
  collectIndex,
  collectMonthly,
  collectRows,
  deliverIncidents,
  deliverMonthly,
  deliverRatings,
  deliverRegistry,
  deliverRows,
  deliverStock,
  knownAt,
} from './deliveries.ts'
import type { MonthlyDepartment } from './departments/department.ts'
import { tellsOf } from './departments/row-department.ts'
import { isConnected, isDue, isHistory, isMarch, latestRatedYear, type Pace, tellsHistory } from './due.ts'
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
  const eve = periodOf(monthAfter(city.span.first, -1), city.span)
  yield* made(eveOf(city, offices, outbox, eve))
  keepEve(shelf, city, offices, eve)
  for (let at = city.span.first; at <= city.span.until; at = monthAfter(at, 1)) {
    const period = liveMonth(city, at)
    for (const office of offices.rowed)
      if (tellsOf(office.department, at)) collectRows(outbox, city, office, period)
    collectIndex(outbox, offices.index, period)
    for (const office of offices.monthly)
      if (isHistory(at, city.span) || isConnected(at, city.span)) collectMonthly(outbox, city, office, period)
    keepMonth(shelf, city, offices, period)
    yield* made(monthOf(city, offices, kinds, outbox, period))
  }
}

function* made(due: readonly Due[]): Generator<void> {
  for (const { make } of [...due].sort((a, b) => (a.known_at < b.known_at ? -1 : 1))) yield make()
}

function monthOf(city: City, offices: Offices, kinds: Kinds, outbox: Outbox, period: Period): readonly Due[] {
  const { registry, incidents, monthly, rowed, index } = offices
  const paced: readonly (readonly [Office, Pace])[] = [
    ...rowed.map((office) => [office, office.department] as const),
    [index, {}],
  ]
  const collected = paced.filter(([, pace]) => isDue(pace, period.at, city.span))
  return [
    due(registry, period, () => deliverRegistry(outbox, city, registry, period, false)),
    ...incidents.map((office) => due(office, period, () => deliverIncidents(outbox, city, office, period))),
    ...(isHistory(period.at, city.span) ? [] : monthly).map((office) =>
      due(office, period, () => tellMonthly(outbox, city, office, period)),
    ),
    ...collected.map(([office, pace]) => {
      const complete = kinds.get(office.department.dataset) === 'month'
      const backfill = tellsHistory(pace, period.at, city.span)
      return due(office, period, () => deliverRows(outbox, office, period, { complete, backfill }))
    }),
    ...marchOf(city, offices, outbox, period),
  ]
}

function tellMonthly(outbox: Outbox, city: City, office: Office<MonthlyDepartment>, period: Period): void {
  if (isConnected(period.at, city.span))
    deliverRows(outbox, office, period, { complete: true, backfill: true })
  else deliverMonthly(outbox, city, office, period)
}

// Early enough that questions as of the first month find a register, courts and ratings.
function eveOf(city: City, offices: Offices, outbox: Outbox, period: Period): readonly Due[] {
  const { registry, incidents, rowed, ratings } = offices
  const remembering = rowed.filter(({ department }) => department.stock !== undefined)
  const known_at = `${monthText(city.span.first)}-05T09:00:00+08:00`
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
