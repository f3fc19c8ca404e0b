import { type Month, monthAfter } from '#kernel'
import { dayIn } from '../calendar.ts'
import { type Firm, speaks, stands } from '../firm.ts'
import { publishedAfter, publishedOn, type RowDepartment } from './row-department.ts'

type Telling = Required<Pick<RowDepartment, 'rows' | 'stock'>>

/** Rows about a firm, with the instant at which they were published. */
type Told = (firm: Firm, published_at: string, firms: readonly Firm[]) => readonly string[]

/** What holds of a firm since its founding: told once, when it is founded or when the city begins. */
export function sinceFounding(told: Told): Telling {
  return {
    stock: (firm, eve, firms) => (stands(firm, eve.at) ? told(firm, publishedAfter(eve), firms) : []),
    rows: (firm, { at }, firms) =>
      firm.born === at ? told(firm, publishedOn(firm.established_on), firms) : [],
  }
}

/** What runs for a term and then anew: of whom, for how long, on which day it begins, counted from which month. */
export interface Term {
  readonly months: number
  readonly day: number
  readonly of: (firm: Firm, at: Month) => boolean
  readonly from: (firm: Firm) => number
}

/** What is told of terms: the one that runs when the city begins, and each that begins after. */
export function termsTold(
  { months, day, of, from }: Term,
  told: (firm: Firm, began: Month, published_at: string) => readonly string[],
): Telling {
  const began = (firm: Firm, at: Month): Month => monthAfter(at, -((at - from(firm)) % months))
  return {
    stock: (firm, eve) =>
      stands(firm, eve.at) && of(firm, eve.at) ? told(firm, began(firm, eve.at), publishedAfter(eve)) : [],
    rows: (firm, { at }) =>
      speaks(firm, at) && of(firm, at) && began(firm, at) === at
        ? told(firm, at, publishedOn(dayIn(at, day)))
        : [],
  }
}
