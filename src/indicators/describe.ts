import { bind, ident } from '#sql'
import type { Definitions } from './check/check.ts'
import { allOf } from './check/term.ts'
import { compileIndicators } from './compile/compile.ts'
import type { IndicatorDefinition, SymbolDefinition } from './definition.ts'
import { datasetsRead, planIndicators, termsOf } from './plan/plan.ts'

/** What the page of an indicator shows: what it means, what it reads, and the SQL that works it out. */
export interface IndicatorPage {
  readonly definition: IndicatorDefinition
  readonly datasets: readonly string[]
  readonly symbols: readonly SymbolDefinition[]
  /** The indicators that it is made of, each so many months back. */
  readonly parts: readonly { readonly id: string; readonly months_back: number }[]
  /** Over a table `spine` of enterprises and instants with their clocks, by our own clock. */
  readonly sql: string
}

/** The page of an indicator. Refuses an id that is not defined with `unknown_indicator`. */
export function describeIndicator(definitions: Definitions, id: string): IndicatorPage {
  const plan = planIndicators(definitions, [id])
  const { indicators } = plan.definitions
  const definition = indicators.get(id)
  if (definition === undefined) throw new Error(`${id} is planned and not defined`)
  const read = new Set(
    plan.figures
      .flatMap(termsOf)
      .flatMap(allOf)
      .flatMap((term) => ('symbol' in term ? term.symbol : [])),
  )
  const spine = { kind: 'pairs', table: ident('spine') } as const
  return {
    definition,
    datasets: datasetsRead(plan, id),
    symbols: definitions.symbols.filter((symbol) => read.has(symbol.id)),
    parts: plan.figures
      .filter((figure) => figure.id !== id || figure.from !== 0)
      .map((figure) => ({ id: figure.id, months_back: figure.from })),
    sql: bind(compileIndicators(plan, spine, { mode: 'strict', has_members: false })).text,
  }
}
