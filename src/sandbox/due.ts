import { type Month, monthAfter } from '#kernel'
import type { Span } from './calendar.ts'
import { type RowDepartment, tellsOf } from './departments/row-department.ts'
import type { Offices } from './offices.ts'

/** When a department tells: every month, in some months of the year, or once a year. */
export type Pace = Pick<RowDepartment, 'yearly' | 'of_months'>

/** How many deliveries a city of these months makes. */
export function deliveriesIn(span: Span, { incidents, monthly, rowed }: Offices): number {
  const remembering = rowed.filter(({ department }) => department.stock !== undefined).length
  // On the eve the register, the ratings of the year before, and what else stood.
  let deliveries = 2 + incidents.length + remembering + (isMarch(monthAfter(span.first, -1)) ? 1 : 0)
  for (let at = span.first; at <= span.until; at = monthAfter(at, 1)) {
    const told = rowed.filter(({ department }) => isDue(department, at, span)).length
    const index = isDue({}, at, span) ? 1 : 0
    const each = isHistory(at, span) ? 0 : monthly.length
    deliveries += 1 + incidents.length + each + told + index + (isMarch(at) ? 1 : 0)
  }
  return deliveries
}

/** Who tells every month was connected so long before the end; what went before came in one delivery then. */
const months_connected = 3

/** Whether a delivery is due with a month, of what was collected up to it. */
export function isDue(pace: Pace, at: Month, { first, until }: Span): boolean {
  if (pace.yearly) return at === until || (at - first) % 12 === 11
  return pace.of_months === undefined ? at >= until - months_connected : tellsOf(pace, at)
}

/** Who tells every month of every firm was connected so long before the end. */
const months_told = 24

/** Whether a month comes, with those before it, in the one delivery with which such a department was connected. */
export function isHistory(at: Month, { until }: Span): boolean {
  return at < until - months_told
}

/** Whether with a month such a department delivers what it had before. */
export function isConnected(at: Month, { first, until }: Span): boolean {
  return at === until - months_told && at > first
}

/** Whether a delivery tells of several months, each row with its own instant. */
export function tellsHistory(pace: Pace, at: Month, { until }: Span): boolean {
  if (pace.yearly) return true
  return pace.of_months === undefined && at === until - months_connected
}

/** Whether the ratings of the year before follow with the month: they are made in April. */
export function isMarch(at: Month): boolean {
  return at % 12 === 2
}

/** The latest year that has been rated by a month. */
export function latestRatedYear(at: Month): number {
  return Math.floor(at / 12) - (at % 12 > 3 ? 1 : 2)
}
