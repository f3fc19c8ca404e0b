import { type Month, monthAfter, monthText } from '#kernel'
import { type Period, periodOf, type Span } from './calendar.ts'
import { type City, liveMonth } from './city.ts'
import { deliverIncidents, deliverMonthly, deliverRatings, deliverRegistry, knownAt } from './deliveries.ts'
import type { Offices } from './offices.ts'
import type { Outbox } from './outbox.ts'

/** The eve's deliveries and a month's, by number; each March adds the ratings of the year before. */
const eve_deliveries = 5
const month_deliveries = 9

/** How many deliveries a city of these months makes. */
export function deliveriesIn({ first, until }: Span): number {
  let marches = 0
  for (let at = monthAfter(first, -1); at <= until; at = monthAfter(at, 1)) marches += isMarch(at) ? 1 : 0
  return eve_deliveries + month_deliveries * (until - first + 1) + marches
}

/** Lives the city through its months, making the deliveries of each; stops for breath after every delivery. */
export function* liveAndDeliver(city: City, offices: Offices, outbox: Outbox): Generator<void> {
  yield* eve(city, offices, outbox)
  for (let at = city.span.first; at <= city.span.until; at = monthAfter(at, 1)) {
    const period = liveMonth(city, at)
    yield deliverRegistry(outbox, city, offices.registry, period, false)
    for (const office of offices.incidents) yield deliverIncidents(outbox, city, office, period)
    for (const office of offices.monthly) yield deliverMonthly(outbox, city, office, period)
    if (isMarch(at)) yield rate(city, offices, outbox, period)
  }
}

// Early enough that questions as of the first month find a register, courts and ratings.
function* eve(city: City, offices: Offices, outbox: Outbox): Generator<void> {
  const period = periodOf(monthAfter(city.span.first, -1), city.span)
  yield deliverRegistry(outbox, city, offices.registry, period, true)
  for (const office of offices.incidents) yield deliverIncidents(outbox, city, office, period)
  const known_at = `${monthText(city.span.first)}-05T09:00:00+08:00`
  yield deliverRatings(outbox, city, offices.ratings, latestRatedYear(city.span.first), known_at)
  if (isMarch(period.at)) yield rate(city, offices, outbox, period)
}

function rate(city: City, { ratings }: Offices, outbox: Outbox, period: Period): void {
  deliverRatings(outbox, city, ratings, Math.floor(period.at / 12) - 1, knownAt(ratings.department, period))
}

// A year is rated in the next April.
function latestRatedYear(at: Month): number {
  return Math.floor(at / 12) - (at % 12 > 3 ? 1 : 2)
}

function isMarch(at: Month): boolean {
  return at % 12 === 2
}
