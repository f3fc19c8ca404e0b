import type { Arithmetic, Comparison } from '../formula/expression.ts'
import type { Trade } from '../sizes.ts'

/** What is taken of a symbol's numbers over a window of months. */
export type WindowTake = 'sum' | 'mean' | 'sd' | 'slope' | 'drawdown' | 'highest' | 'median'

/**
 * What is counted of a symbol's months: how many hold, hold or are silent, hold in a row, periods, months of silence,
 * and how long ago the last that held was.
 */
export type MonthsTake = 'count' | 'gaps' | 'run' | 'period_run' | 'silence' | 'last'

/** What is taken of rows that stand each for itself: how many, their sum, extremes, the months since the latest and until the last. */
export type RowsTake = 'sum' | 'count' | 'any' | 'highest' | 'lowest' | 'since' | 'until'

/** Months from `from` before the latest one, so many of them; a point is one month. */
export interface Window {
  readonly from: number
  readonly months: number
}

/** A formula that has been checked: every name is what it stands for, every shift stands in its windows. */
export type Term =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | ({ readonly kind: 'window'; readonly take: WindowTake; readonly symbol: string } & Window)
  | ({ readonly kind: 'months'; readonly take: MonthsTake; readonly symbol: string } & Window)
  | {
      readonly kind: 'rows'
      readonly take: RowsTake
      readonly symbol: string
      readonly months: number | null
    }
  | { readonly kind: 'state'; readonly symbol: string }
  /** The same one step of `latest_by` before the latest: a rating of the year before. */
  | { readonly kind: 'previous'; readonly symbol: string }
  /** Whether a month has a value of the symbol: one or nought, whatever is missing. */
  | { readonly kind: 'told'; readonly symbol: string; readonly from: number }
  | { readonly kind: 'age'; readonly symbol: string }
  | { readonly kind: 'calendar'; readonly symbol: string; readonly from: number }
  | { readonly kind: 'figure'; readonly id: string; readonly from: number }
  | {
      readonly kind: 'across'
      readonly take: 'mean' | 'sd'
      readonly id: string
      readonly from: readonly number[]
      readonly least: number
    }
  | {
      readonly kind: 'arithmetic'
      readonly operator: Arithmetic
      readonly left: Term
      readonly right: Term
    }
  /** The mean of so many months up to the one that a state names, whatever the latest is. */
  | {
      readonly kind: 'mean_until'
      readonly symbol: string
      readonly months: number
      readonly from: number
      readonly until: Term
    }
  /** By what the trade of an industry is measured: the names of its measures, joined by commas. */
  | { readonly kind: 'measured_by'; readonly symbol: string; readonly trades: readonly Trade[] }
  /** How large by the trade of an industry, from its measures in order: 0 micro to 3 large. */
  | {
      readonly kind: 'sized'
      readonly symbol: string
      readonly trades: readonly Trade[]
      readonly of: readonly Term[]
    }
  /** What peers come to, or where among them the firm stands; `of` holds its industry, its size and its own value. */
  | {
      readonly kind: 'peer'
      readonly take: 'median' | 'percentile'
      readonly id: string
      readonly least: number
      readonly of: readonly [industry: Term, size: Term, own: Term]
    }
  /** The least of those that are known. */
  | { readonly kind: 'least_known'; readonly of: readonly Term[] }
  | { readonly kind: 'extreme'; readonly take: 'min' | 'max'; readonly of: readonly Term[] }
  | {
      readonly kind: 'compare'
      readonly operator: Comparison
      readonly left: Term
      readonly right: Term
    }
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly of: readonly Term[] }
  | { readonly kind: 'not'; readonly of: Term }
  /** A condition as a number: one where it holds, nought where it does not. */
  | { readonly kind: 'holds'; readonly of: Term }
  | {
      readonly kind: 'choose'
      readonly of: Term
      readonly cases: readonly (readonly [Term, Term])[]
      readonly otherwise: Term | null
    }

/** The terms right inside a term. */
export function partsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'arithmetic':
    case 'compare':
      return [term.left, term.right]
    case 'extreme':
    case 'least_known':
    case 'logic':
    case 'sized':
    case 'peer':
      return term.of
    case 'not':
    case 'holds':
      return [term.of]
    case 'mean_until':
      return [term.until]
    case 'choose':
      return [term.of, ...term.cases.flat(), ...(term.otherwise === null ? [] : [term.otherwise])]
    default:
      return []
  }
}

/** A term and everything inside it. */
export function allOf(term: Term): readonly Term[] {
  return [term, ...partsOf(term).flatMap(allOf)]
}
