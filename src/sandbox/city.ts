import { type Month, monthAfter } from '#kernel'
import { type Period, periodOf, type Span } from './calendar.ts'
import { type Docket, endingIn, newDocket } from './docket.ts'
import { liveFate } from './fate.ts'
import type { Firm } from './firm.ts'
import { foundFirms } from './found.ts'
import { type Climate, climateOf, liveHealth, passMonth } from './health.ts'
import { liveSales } from './sales.ts'
import { liveTaxes } from './taxes.ts'
import { companionsOf, storyOf } from './ties.ts'
import { endIncident, liveTrouble } from './trouble.ts'
import { liveWorkforce } from './workforce.ts'

/** The city in the month being lived. */
export interface City {
  readonly span: Span
  readonly firms: readonly Firm[]
  readonly climate: Climate
  readonly docket: Docket
}

/** How far back the courts' first delivery reaches. */
const months_before = 24

/** The city on the eve of its first month, with what courts and lists remember of the two years before. */
export function foundCity(enterprises: number, seed: number, span: Span): City {
  const firms = foundFirms(enterprises, seed, span)
  const city = { span, firms, climate: climateOf(seed), docket: newDocket() }
  for (let back = months_before; back > 0; back -= 1) rememberMonth(city, monthAfter(span.first, -back))
  // What was taken back before the first delivery was never delivered.
  city.docket.news = city.docket.news.filter(({ mistaken, ended_on }) => !(mistaken && ended_on !== null))
  return city
}

/** Lives one month, every firm in its turn. */
export function liveMonth(city: City, at: Month): Period {
  const period = periodOf(at, city.span)
  passMonth(city.climate)
  for (const incident of endingIn(city.docket, at)) {
    endIncident(incident, at)
    city.docket.news.push(incident)
  }
  for (const firm of city.firms) liveFirm(city, firm, period)
  return period
}

function liveFirm({ climate, docket, firms }: City, firm: Firm, period: Period): void {
  if (firm.born > period.at) return
  liveFate(firm, period.at)
  liveHealth(firm, climate, period.at)
  if (storyOf(firm) === 'guarantee_circle') bearSurety(firm, companionsOf(firm, firms), period.at)
  liveWorkforce(firm, period)
  liveSales(firm, period)
  liveTaxes(firm, period)
  liveTrouble(firm, docket, period)
}

/** Who stands surety pays when another of the circle has failed within the year. */
function bearSurety(firm: Firm, circle: readonly Firm[], at: Month): void {
  const failed = circle.filter(
    ({ no, default_month }) => no !== firm.no && default_month !== null && at - default_month < 12,
  )
  firm.health -= 0.12 * Math.min(3, failed.length)
}

function rememberMonth({ firms, docket, span }: City, at: Month): void {
  for (const incident of endingIn(docket, at)) endIncident(incident, at)
  for (const firm of firms) liveTrouble(firm, docket, { at, back: span.until - at })
}
