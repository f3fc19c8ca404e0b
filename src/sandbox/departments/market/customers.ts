import type { Period } from '../../calendar.ts'
import { type Firm, speaks } from '../../firm.ts'
import { type Cell, type RowDepartment, row } from '../row-department.ts'

/** What a commercial source tells of a customer's month, and of which firms. */
export interface CustomerSource {
  readonly dataset: string
  readonly hour: string
  readonly columns: readonly string[]
  readonly of: (firm: Firm) => boolean
  readonly cells: (firm: Firm, period: Period) => readonly Cell[]
}

/** A commercial source as a department: it tells of those of its customers who work in the month. */
export function toldOfCustomers({ dataset, hour, columns, of, cells }: CustomerSource): RowDepartment {
  return {
    ...{ dataset, columns, day: 9, hour },
    rows: (firm, period) => (speaks(firm, period.at) && of(firm) ? [row(...cells(firm, period))] : []),
  }
}
