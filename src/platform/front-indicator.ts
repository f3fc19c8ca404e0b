import { type Actor, requireRole } from '#access'
import { datasetsRead, describeIndicator, planIndicators } from '#indicators'
import { type Json, refusals } from '#kernel'
import { indicatorsShown } from './counter.ts'
import type { Definitions } from './definitions.ts'
import { type FrontState, requireVerb } from './front-state.ts'
import { askWorker } from './reach.ts'

const refuse = refusals({
  indicator_of_answer: [
    'unprocessable',
    '{id} is worked out of one answer, and has no spread over the enterprises',
  ],
})

/** What is told of indicators themselves, to all who may read the catalogue. */
export interface IndicatorsFront {
  /** All indicators, in the order of their ids. */
  all(actor: Actor): readonly IndicatorLine[]
  /** The page of one. Refuses with `unknown_indicator`. */
  page(actor: Actor, id: string): IndicatorView
  /** How one is spread over the enterprises. A source hears nothing of cross-checks (REQ-QRY-07). */
  distribution(actor: Actor, id: string): Promise<Json>
}

/** The catalogue of indicators over a bureau's state. */
export function indicatorsFront({ definitions, settings }: FrontState): IndicatorsFront {
  let lines: readonly IndicatorLine[] | undefined
  return {
    all(actor) {
      requireVerb(actor, 'catalogue.read')
      lines ??= indicatorLines(definitions)
      return lines
    },
    page(actor, id) {
      requireVerb(actor, 'catalogue.read')
      return indicatorPage(definitions, id)
    },
    async distribution(actor, id) {
      requireVerb(actor, 'catalogue.read')
      const { scope } = definitions.indicators.find((each) => each.id === id) ?? {}
      if (scope === 'product') throw refuse('indicator_of_answer', { id })
      if (actor.roles.includes('source_owner') && isCrossCheck(id)) requireRole(actor, 'cross_check.read')
      return askWorker(settings, 'distribution', { id })
    },
  }
}

// Domain §4d: the cross-checks are the family CC.
function isCrossCheck(id: string): boolean {
  return id.startsWith('CC')
}

/** Every indicator with what it is of, for an index. One of a product's whole answer reads nothing itself. */
export function indicatorLines(definitions: Definitions) {
  const plan = planIndicators(definitions)
  const themeOf = new Map(definitions.datasets.map(({ id, theme }) => [id, theme]))
  return definitions.indicators
    .map(({ id, code, name, unit, window, direction, scope }) => {
      const datasets = scope === 'product' ? [] : datasetsRead(plan, id)
      const themes = [...new Set(datasets.flatMap((dataset) => themeOf.get(dataset) ?? []))].sort()
      return {
        ...{ id, code, name, unit, window, direction, themes },
        products_n: productsOf(definitions, id).length,
      }
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

export type IndicatorLine = ReturnType<typeof indicatorLines>[number]

/** The page of an indicator: what it means, how it is worked out and of what, and who uses it. Refuses an id that is not defined. */
export function indicatorPage(definitions: Definitions, id: string) {
  const { definition, datasets, symbols, parts, sql } = describedOf(definitions, id)
  const { code, name, formula, window, unit, direction, parameters = {}, source } = definition
  return {
    ...{ id, code, name, formula, window, unit, direction, source, datasets, parts, sql },
    parameters: Object.entries(parameters).map(([name_of, each]) => ({ id: name_of, ...each })),
    symbols: symbols.map((symbol) => ({ id: symbol.id, name: symbol.name })),
    products: productsOf(definitions, id),
    used_by: usersOf(definitions, id),
  }
}

// What a product works out of its whole answer is told in words: it reads no dataset itself and has no statement.
function describedOf(definitions: Definitions, id: string) {
  const definition = definitions.indicators.find((each) => each.id === id)
  if (definition?.scope !== 'product') return describeIndicator(definitions, id)
  return { definition, datasets: [], symbols: [], parts: [], sql: null }
}

export type IndicatorView = ReturnType<typeof indicatorPage>

function productsOf(definitions: Definitions, id: string) {
  return definitions.products
    .filter(({ sections }) => sections.some((section) => indicatorsShown(definitions, section).includes(id)))
    .map((product) => ({ id: product.id, name: product.name }))
}

// By the word, for a formula names the indicators that it is made of; WF01 is no part of WF015.
function usersOf({ indicators }: Definitions, id: string) {
  const named = new RegExp(`\\b${id}\\b`)
  return indicators
    .filter((each) => each.id !== id && named.test(each.formula))
    .map((each) => ({ id: each.id, name: each.name }))
}
