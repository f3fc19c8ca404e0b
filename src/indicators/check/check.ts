import { figure_datasets, type GraphRules } from '#graph'
import { refusals } from '#kernel'
import type { DatasetDefinition } from '#sources'
import type { Flag, IndicatorDefinition, Mark, SymbolDefinition } from '../definition.ts'
import { parse } from '../formula/parse.ts'
import type { PeerRules } from '../peers.ts'
import type { SizeTable } from '../sizes.ts'
import { mustBeNumber, mustFit } from './fit.ts'
import { checkFormula } from './formula.ts'
import { type CheckedSymbol, checkSymbol } from './row.ts'
import { allOf, type Term } from './term.ts'

/** What the definitions of a region say of indicators. */
export interface Definitions {
  readonly indicators: readonly IndicatorDefinition[]
  readonly symbols: readonly SymbolDefinition[]
  readonly datasets: readonly DatasetDefinition[]
  /** What the graph of enterprises goes by, where an indicator reads its figures. */
  readonly graph?: GraphRules
  /** How large an enterprise is by its trade, and who is compared with whom. */
  readonly sizes?: SizeTable
  readonly peers?: PeerRules
}

/** An indicator so many months back: what it means, and when it is marked or withheld. */
export interface CheckedFigure {
  readonly id: string
  readonly from: number
  readonly term: Term
  readonly marks: readonly { readonly mark: Mark; readonly when: Term }[]
  readonly unless: readonly { readonly flag: Flag; readonly when: Term }[]
}

export interface CheckedDefinitions extends Pick<Definitions, 'sizes' | 'peers'> {
  readonly symbols: ReadonlyMap<string, CheckedSymbol>
  readonly indicators: ReadonlyMap<string, IndicatorDefinition>
  /** What an indicator means so many months back. Refuses an id that is not defined with `unknown_indicator`. */
  figure(id: string, from: number): CheckedFigure
}

const refuse = refusals({
  name_twice: ['unprocessable', '{name} is defined twice among symbols and indicators'],
  unknown_indicator: ['not_found', 'there is no indicator {id}'],
  indicator_cycle: ['unprocessable', '{cycle}: an indicator cannot be made from itself'],
  unused_parameter: ['unprocessable', '{id}: no formula of it reads its parameter {name}'],
})

/** Definitions whose every formula has been read and means something. Refuses the first that does not. */
export function check({ indicators, symbols, datasets, sizes, peers }: Definitions): CheckedDefinitions {
  once([...symbols.map(({ id }) => id), ...indicators.map(({ id }) => id)])
  const datasetsById = new Map([...datasets, ...figure_datasets].map((dataset) => [dataset.id, dataset]))
  const symbolsById = new Map(symbols.map((symbol) => [symbol.id, checkSymbol(symbol, datasetsById)]))
  const indicatorsById = new Map(indicators.map((indicator) => [indicator.id, indicator]))
  const figures = new Map<string, CheckedFigure>()
  const checked: CheckedDefinitions = {
    symbols: symbolsById,
    indicators: indicatorsById,
    ...(sizes === undefined ? {} : { sizes }),
    ...(peers === undefined ? {} : { peers }),
    figure(id, from) {
      const key = `${id}@${from}`
      const figure = figures.get(key) ?? checkFigure(id, from, checked)
      figures.set(key, figure)
      return figure
    },
  }
  // What a product works out of its whole answer says so in words.
  const own = indicators.filter(({ scope }) => scope !== 'product')
  for (const { id } of own) acyclic(id, checked, [])
  for (const indicator of own) allParametersRead(indicator)
  return checked
}

function checkFigure(
  id: string,
  from: number,
  { symbols, indicators, sizes, peers }: CheckedDefinitions,
): CheckedFigure {
  const definition = indicators.get(id)
  if (definition === undefined) throw refuse('unknown_indicator', { id })
  const term = (text: string, part: string) => {
    const where = `${id} ${part}`
    const names = { where, parameters: definition.parameters ?? {}, symbols, indicators, sizes, peers }
    const checked = checkFormula(parse(text, where), names, from)
    mustFit(checked, where, symbols)
    return checked
  }
  const value = term(definition.formula, 'formula')
  mustBeNumber(value, `${id} formula`, symbols)
  return {
    id,
    from,
    term: value,
    marks: (definition.marks ?? []).map(({ mark, when }) => ({ mark, when: term(when, `mark ${mark}`) })),
    unless: (definition.unless ?? []).map(({ flag, when }) => ({ flag, when: term(when, `flag ${flag}`) })),
  }
}

/** The figures that a figure is made from, one step down. */
export function partsOfFigure(
  figure: CheckedFigure,
): readonly { readonly id: string; readonly from: number }[] {
  const terms = [figure.term, ...[...figure.marks, ...figure.unless].map(({ when }) => when)].flatMap(allOf)
  return terms.flatMap((term) => {
    if (term.kind === 'figure') return [{ id: term.id, from: term.from }]
    return term.kind === 'across' ? term.from.map((from) => ({ id: term.id, from })) : []
  })
}

function acyclic(id: string, checked: CheckedDefinitions, above: readonly string[]): void {
  if (above.includes(id)) throw refuse('indicator_cycle', { cycle: [...above, id].join(' → ') })
  const parts = new Map(partsOfFigure(checked.figure(id, 0)).map((part) => [part.id, part]))
  for (const part of parts.keys()) acyclic(part, checked, [...above, id])
}

function allParametersRead({
  id,
  formula,
  parameters = {},
  marks = [],
  unless = [],
}: IndicatorDefinition): void {
  const texts = [formula, ...[...marks, ...unless].map(({ when }) => when)].join(' ')
  for (const name of Object.keys(parameters)) {
    if (!new RegExp(`\\b${name}\\b`).test(texts)) throw refuse('unused_parameter', { id, name })
  }
}

function once(names: readonly string[]): void {
  // The engine does not tell capitals from small letters in the names of columns.
  const folded = names.map((each) => each.toLowerCase())
  const name = names.find((_, at) => folded.indexOf(folded[at] ?? '') !== at)
  if (name !== undefined) throw refuse('name_twice', { name })
}
