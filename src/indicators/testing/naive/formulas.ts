import { concluded, type Naive, reader } from './reader.ts'
import { sales_formulas } from './sales.ts'
import type { Formula } from './series.ts'
import { state_formulas } from './states.ts'
import type { Asked } from './view.ts'
import { workforce_formulas } from './workforce.ts'

/** Each indicator of domain §4d as one would work it out by hand. */
export const formulas: Readonly<Record<string, Formula>> = {
  ...workforce_formulas,
  ...sales_formulas,
  ...state_formulas,
}

/** What an indicator comes to for one firm at one instant. */
export function naive(id: string, asked: Asked): Naive {
  const read = reader(asked)
  const formula = formulas[id]
  if (formula === undefined) throw new Error(`${id} has no naive formula`)
  return concluded(read, formula(read))
}
