import type { Period } from '../calendar.ts'
import type { Firm } from '../firm.ts'

/** How a department delivers a dataset: when in the month after, in which columns, encoding and line ends. */
export interface Department {
  readonly dataset: string
  readonly columns: readonly string[]
  /** The day and hour, in Shanghai, of the month after the one that is told of. */
  readonly day: number
  readonly hour: string
  readonly encoding?: 'gb18030'
  readonly line_end?: '\n' | '\r\n'
}

/** A department that tells of every firm every month. */
export interface MonthlyDepartment extends Department {
  /** The row of a firm, all but its code; null where the department has nothing to tell. */
  readonly cells: (firm: Firm, period: Period) => string | null
  /** A row about this month that can only follow with the next month's delivery. */
  readonly later?: (firm: Firm, period: Period) => string | null
  /** The same cells as the department finds them on looking again. */
  readonly amended?: (cells: readonly string[]) => readonly string[]
}
