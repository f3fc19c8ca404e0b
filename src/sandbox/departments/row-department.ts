import { type Day, day, daysAfter, type Month } from '#kernel'
import type { Period } from '../calendar.ts'
import type { Firm } from '../firm.ts'
import type { Department } from './department.ts'

/** A department whose rows follow from how a firm stands: it keeps no memory of its own. */
export interface RowDepartment extends Department {
  /** Whether what happens rarely is told once a year; else every month is told. */
  readonly yearly?: true
  /** The months of the year, January 0, of which there is anything to tell; all unless told. */
  readonly of_months?: readonly number[]
  /** What happened to a firm in a month, a row each, all but the code. */
  readonly rows: (firm: Firm, period: Period, firms: readonly Firm[]) => readonly string[]
  /** What stood on the eve of the city's first month, published then. */
  readonly stock?: (firm: Firm, eve: Period, firms: readonly Firm[]) => readonly string[]
}

/** Whether there is anything to tell of a month. */
export function tellsOf({ of_months }: Pick<RowDepartment, 'of_months'>, at: Month): boolean {
  return of_months === undefined || of_months.includes(at % 12)
}

/** A cell: nothing where there is nothing to tell. */
export type Cell = string | number | boolean | null

/** A row of cells in the order of a department's columns. */
export function row(...cells: readonly Cell[]): string {
  return cells.map((cell) => (cell === null ? '' : String(cell))).join(',')
}

/** A cell of JSON, quoted as CSV wants it. */
export function jsonCell(value: unknown): string {
  return `"${JSON.stringify(value).replaceAll('"', '""')}"`
}

/** A ratio with four decimals. */
export function ratio(value: number): string {
  return Math.max(0, Math.min(1, value)).toFixed(4)
}

/** When what happened on a day was published: two days later. */
export function publishedOn(on: Day): string {
  return `${daysAfter(on, 2)}T09:00:00+08:00`
}

/** When what stood at the end of a month was published, whenever it had begun. */
export function publishedAfter({ last_on }: Period): string {
  return publishedOn(last_on)
}

/** The same day, so many years later; of the days on which things begin none is the last of a February. */
export function yearsLater(on: Day, years: number): Day {
  return day(`${Number(on.slice(0, 4)) + years}${on.slice(4)}`)
}
