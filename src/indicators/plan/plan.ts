import { drawnFrom, figure_datasets, type GraphRules } from '#graph'
import { refusals } from '#kernel'
import type { DatasetDefinition } from '#sources'
import {
  type CheckedDefinitions,
  type CheckedFigure,
  check,
  type Definitions,
  partsOfFigure,
} from '../check/check.ts'
import { horizon_months } from '../check/names.ts'
import type { CheckedSymbol } from '../check/row.ts'
import { allOf, type Term, type Window } from '../check/term.ts'
import type { IndicatorDefinition } from '../definition.ts'
import { atomsOf, pointsOf } from './atoms.ts'
import { sharedOut } from './parts.ts'

/** The dataset that says who uses an account, from when until when (domain §4a). */
export const crosswalk_dataset = 'id_crosswalk'

const refuse = refusals({
  graph_rules_missing: ['unprocessable', 'an indicator reads the graph, and the region has no graph.json'],
})

/** Rows that are counted or added up, of all time or of the months before the day of the question. */
export interface PlannedRows {
  readonly symbol: CheckedSymbol
  readonly term: Term & { readonly kind: 'rows' }
}

/** What one scan of a dataset has to bring. */
export interface PlannedDataset {
  readonly dataset: DatasetDefinition
  /** Whether a row may cover several months. */
  readonly has_periods: boolean
  /** Symbols whose numbers are added up, each over its atoms. */
  readonly numbers: readonly { readonly symbol: CheckedSymbol; readonly atoms: readonly Window[] }[]
  /** Symbols whose months are counted. */
  readonly truths: readonly CheckedSymbol[]
  /** Symbols whose value may be unknown in a month that has a row. */
  readonly uncertain: readonly CheckedSymbol[]
  readonly rows: readonly PlannedRows[]
  readonly states: readonly CheckedSymbol[]
  /** Kinds of accounts of which it is asked whether the firm has one of its own; of the crosswalk alone. */
  readonly accounts: readonly string[]
  /** States that are read one step of their `latest_by` before the latest, too. */
  readonly previous: readonly CheckedSymbol[]
}

/** An indicator so many months back, and how many floors of other such figures it stands on. */
export interface PlannedFigure extends CheckedFigure {
  readonly floor: number
}

/** All that is asked for, shared out: one scan a dataset, each figure once. */
export interface IndicatorPlan {
  readonly ids: readonly string[]
  readonly definitions: CheckedDefinitions
  readonly figures: readonly PlannedFigure[]
  readonly datasets: readonly PlannedDataset[]
  /** The same shared out among statements of their own, where one would be too wide; otherwise none. */
  readonly parts: readonly IndicatorPlan[]
  /** Of those scans that several parts read, each is made once and kept for them. */
  readonly kept: readonly string[]
  /** What the graph goes by, where its figures are read: they are drawn before the statement runs. */
  readonly graph: PlannedGraph | null
}

/** What the graph's figures go by, and the datasets that they are drawn from. */
export interface PlannedGraph {
  readonly rules: GraphRules
  readonly datasets: readonly DatasetDefinition[]
}

/**
 * The plan of the indicators asked for, or of all. Refuses definitions that do not check, and with
 * `unknown_indicator` an id that is not defined.
 */
export function planIndicators(definitions: Definitions, ids?: readonly string[]): IndicatorPlan {
  const checked = check(definitions)
  const asked = ids ?? definitions.indicators.filter(({ scope }) => scope !== 'product').map(({ id }) => id)
  const planned = (some: readonly string[]) => planOf(some, checked, definitions)
  const plan = planned(asked)
  const parts = sharedOut(asked, planned).map(planned)
  if (parts.length < 2) return plan
  const kept = readBySeveral(parts)
  // What one part reads of a shared scan must not cut its months otherwise than the scan does.
  const whole = (planned: PlannedDataset) =>
    plan.datasets.find(({ dataset }) => kept.includes(dataset.id) && dataset.id === planned.dataset.id)
  return {
    ...plan,
    kept,
    parts: parts.map((part) => ({ ...part, datasets: part.datasets.map((each) => whole(each) ?? each) })),
  }
}

function readBySeveral(parts: readonly IndicatorPlan[]): readonly string[] {
  const read = parts.flatMap(({ datasets }) => datasets.map(({ dataset }) => dataset.id))
  return [...new Set(read.filter((id, at) => read.indexOf(id) !== at))]
}

function planOf(
  ids: readonly string[],
  checked: CheckedDefinitions,
  definitions: Definitions,
): IndicatorPlan {
  const figures = new Map<string, PlannedFigure>()
  for (const id of ids) build(id, 0, checked, figures)
  const datasets = scansOf([...figures.values()], checked, [...definitions.datasets, ...figure_datasets])
  return {
    ids,
    definitions: checked,
    figures: [...figures.values()].sort((a, b) => a.floor - b.floor),
    datasets,
    parts: [],
    kept: [],
    graph: datasets.some(({ dataset }) => drawnFrom(dataset.id) !== null) ? plannedGraph(definitions) : null,
  }
}

function plannedGraph({ graph: rules, datasets }: Definitions): PlannedGraph {
  if (rules === undefined) throw refuse('graph_rules_missing', {})
  return { rules, datasets }
}

/** The ids of the datasets that a plan reads. */
export function datasetsOf(plan: IndicatorPlan): readonly string[] {
  return [...new Set(plan.datasets.flatMap(({ dataset }) => sourcesOf(dataset)))]
}

/** The datasets that one is drawn from: itself, unless nobody delivers it. */
export function sourcesOf(dataset: DatasetDefinition): readonly string[] {
  return drawnFrom(dataset.id) ?? [dataset.id]
}

/** The ids of the datasets that one indicator of a plan reads, those of the indicators that it is made of among them. */
export function datasetsRead(plan: IndicatorPlan, id: string, from = 0): readonly string[] {
  const figure = plan.definitions.figure(id, from)
  const own = termsOf(figure)
    .flatMap(allOf)
    .flatMap((term) => ('symbol' in term ? sourcesRead(term.symbol, plan) : []))
  const parts = partsOfFigure(figure).flatMap((part) => datasetsRead(plan, part.id, part.from))
  return [...new Set([...own, ...parts])].sort()
}

function sourcesRead(symbol: string, { definitions }: IndicatorPlan): readonly string[] {
  const read = definitions.symbols.get(symbol)
  if (read === undefined) return []
  return [...sourcesOf(read.dataset), ...(read.matching === null ? [] : sourcesOf(read.matching.dataset))]
}

/** The definition of each indicator of a plan, in the order asked for. */
export function indicatorsOf(plan: IndicatorPlan): readonly IndicatorDefinition[] {
  return plan.ids.flatMap((id) => plan.definitions.indicators.get(id) ?? [])
}

/** The terms of a figure: its own, and those that mark or withhold it. */
export function termsOf({ term, marks, unless }: CheckedFigure): readonly Term[] {
  return [term, ...[...marks, ...unless].map(({ when }) => when)]
}

function build(
  id: string,
  from: number,
  checked: CheckedDefinitions,
  figures: Map<string, PlannedFigure>,
): number {
  const key = `${id}@${from}`
  const held = figures.get(key)
  if (held !== undefined) return held.floor
  const figure = checked.figure(id, from)
  const below = partsOfFigure(figure).map((part) => build(part.id, part.from, checked, figures))
  const floor = Math.max(-1, ...below) + 1
  figures.set(key, { ...figure, floor })
  return floor
}

function scansOf(
  figures: readonly PlannedFigure[],
  { symbols }: CheckedDefinitions,
  datasets: readonly DatasetDefinition[],
): readonly PlannedDataset[] {
  const terms = figures.flatMap(termsOf).flatMap(allOf)
  const used = [...symbols.values()].filter(({ id }) =>
    terms.some((term) => 'symbol' in term && term.symbol === id),
  )
  const read = new Set(used.map(({ dataset }) => dataset))
  const accounts = [...new Set([...read].flatMap(({ account }) => account?.kind ?? []))].sort()
  return datasets.flatMap((dataset) => {
    const own = used.filter((symbol) => symbol.dataset.id === dataset.id)
    const asked = dataset.id === crosswalk_dataset ? accounts : []
    return own.length + asked.length === 0 ? [] : [{ ...scanOf(dataset, own, terms), accounts: asked }]
  })
}

/** The terms that read what a firm is, besides the state itself. */
const says_state: readonly Term['kind'][] = ['age', 'measured_by', 'sized']

function scanOf(
  dataset: DatasetDefinition,
  own: readonly CheckedSymbol[],
  terms: readonly Term[],
): Omit<PlannedDataset, 'accounts'> {
  const has_periods = dataset.month !== undefined && 'from' in dataset.month
  const numbers = own.flatMap((symbol) => {
    const windows = windowsOf(symbol.id, terms)
    return windows.length === 0 ? [] : [{ symbol, atoms: atomsOf(has_periods ? reaching(windows) : windows) }]
  })
  const counted = (symbol: CheckedSymbol) =>
    terms.some((term) => term.kind === 'months' && term.take !== 'silence' && term.symbol === symbol.id)
  const taken = (kind: 'state' | 'previous') =>
    own.filter(({ id }) =>
      terms.some(
        (term) =>
          'symbol' in term &&
          term.symbol === id &&
          (term.kind === kind || (kind === 'state' && says_state.includes(term.kind))),
      ),
    )
  return {
    dataset,
    has_periods,
    numbers,
    truths: own.filter(counted),
    uncertain: dataset.kind === 'month' ? own.filter(({ may_be_empty }) => may_be_empty.length > 0) : [],
    rows: rowsOf(own, terms),
    states: taken('state'),
    previous: taken('previous'),
  }
}

/** The windows over which a symbol is added up: a sum's whole, and each month apart where the months matter. */
function windowsOf(symbol: string, terms: readonly Term[]): readonly Window[] {
  return terms.flatMap((term) => {
    if (term.kind === 'mean_until' && term.symbol === symbol)
      return pointsOf({ from: 0, months: horizon_months })
    if (term.kind !== 'window' || term.symbol !== symbol) return []
    return term.take === 'sum' || term.take === 'mean' ? [term] : pointsOf(term)
  })
}

// A quarterly filer's latest month may be two before the dataset's: its months are found by moving the points.
const quarter_reach = 2

function reaching(windows: readonly Window[]): readonly Window[] {
  const oldest = Math.max(...windows.map(({ from, months }) => from + months))
  return pointsOf({ from: 0, months: oldest + quarter_reach })
}

function rowsOf(own: readonly CheckedSymbol[], terms: readonly Term[]): readonly PlannedRows[] {
  const rows = new Map<string, PlannedRows>()
  for (const term of terms) {
    const symbol = own.find(({ id }) => 'symbol' in term && id === term.symbol)
    if (term.kind === 'rows' && symbol !== undefined)
      rows.set(`${term.take} ${term.symbol} ${term.months}`, { symbol, term })
  }
  return [...rows.values()]
}
