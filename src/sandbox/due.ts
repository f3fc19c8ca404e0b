import { type Month, monthAfter } from '#kernel'
import type { Span } from './calendar.ts'
import { type RowDepartment, tellsOf } from './departments/row-department.ts'
import type { Offices } from './offices.ts'

/** When a department tells: every month, in some months of the year, or all at once. */
export type Pace = Pick<RowDepartment, 'at_once' | 'of_months'>

/** How many deliveries a city of these months makes. */
export function deliveriesIn(span: Span, { incidents, monthly, rowed }: Offices): number {
  // The register and the incidents of the eve, and the ratings of the year before.
  let deliveries = 1 + incidents.length + 1 + (isMarch(monthAfter(span.first, -1)) ? 1 : 0)
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
export function isDue(pace: Pace, at: Month, span: Span): boolean {
  if (pace.at_once) return at === span.until
  const connected = Math.max(span.first, span.until - months_connected)
  if (at !== connected) return at > connected && tellsOf(pace, at)
  const months = Array.from({ length: connected - span.first + 1 }, (_, back) => monthAfter(at, -back))
  return months.some((month) => tellsOf(pace, month))
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
  return pace.at_once === true || at === until - months_connected
}

/** Whether the ratings of the year before follow with the month: they are made in April. */
export function isMarch(at: Month): boolean {
  return at % 12 === 2
}

/** The latest year that has been rated by a month. */
export function latestRatedYear(at: Month): number {
  return Math.floor(at / 12) - (at % 12 > 3 ? 1 : 2)
}
