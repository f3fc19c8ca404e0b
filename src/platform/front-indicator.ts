import { describeIndicator } from '#indicators'
import type { Definitions } from './definitions.ts'

/** The page of an indicator: what it means, how it is worked out and of what, and which products tell it. Refuses an id that is not defined. */
export function indicatorPage(definitions: Definitions, id: string) {
  const { definition, datasets, symbols, parts, sql } = describeIndicator(definitions, id)
  const { code, name, formula, window, unit, direction, parameters = {}, source } = definition
  return {
    ...{ id, code, name, formula, window, unit, direction, source, datasets, parts, sql },
    parameters: Object.entries(parameters).map(([name_of, each]) => ({ id: name_of, ...each })),
    symbols: symbols.map((symbol) => ({ id: symbol.id, name: symbol.name })),
    products: definitions.products
      .filter(({ sections }) =>
        sections.some((section) => section.kind === 'indicators' && section.indicators.includes(id)),
      )
      .map((product) => ({ id: product.id, name: product.name })),
  }
}

export type IndicatorView = ReturnType<typeof indicatorPage>
