import { type Sql, sql } from '#sql'
import type { ClockMode } from '#themes'
import type { CheckedSymbol } from '../check/row.ts'
import type { Window } from '../check/term.ts'
import type { IndicatorPlan, PlannedDataset } from '../plan/plan.ts'
import { column } from './names.ts'
import { unitsOf } from './row.ts'

/** What the closing expressions of a plan may look up. */
export interface Scope {
  symbol(id: string): CheckedSymbol
  planned(symbol: string): PlannedDataset
  atomsOf(symbol: string): readonly Window[]
  unitsOf(symbol: string): number
  /** The number of some months of a symbol: nought, not nothing, where no row says that there was none. */
  atom(symbol: string, months: Window): Sql
  readonly mode: ClockMode
}

export function scopeOf({ definitions, datasets }: IndicatorPlan, mode: ClockMode): Scope {
  const scope: Scope = {
    mode,
    symbol: (id) => found(definitions.symbols.get(id), id),
    planned(id) {
      const { dataset } = scope.symbol(id)
      return found(
        datasets.find((planned) => planned.dataset.id === dataset.id),
        id,
      )
    },
    atomsOf: (id) =>
      found(
        scope.planned(id).numbers.find(({ symbol }) => symbol.id === id),
        id,
      ).atoms,
    atom: (id, months) =>
      scope.symbol(id).dataset.absence === 'zero'
        ? sql`COALESCE(${column.atom(id, months)}, 0)`
        : column.atom(id, months),
    unitsOf: (id) => unitsOf(scope.symbol(id).type, scope.planned(id).has_periods),
  }
  return scope
}

function found<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined) throw new Error(`the plan does not hold ${name}`)
  return thing
}
