import type { Definitions } from '../../check/check.ts'
import { interpreted } from './interpret.ts'
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

/** What an indicator comes to for one firm at one instant: worked out by hand, or by reading its formula row by row. */
export function naive(id: string, asked: Asked, definitions: Definitions): Naive {
  const read = reader(asked)
  const formula = formulas[id]
  return formula === undefined ? interpreted(id, asked, definitions) : concluded(read, formula(read))
}
