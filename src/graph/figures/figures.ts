import { type CompanyGraph, office_bits, risk_bits, whole_ppm } from '../graph.ts'
import { circlesOf } from '../guarantee/circles.ts'
import { beginOf, endOf, type Links, leadsOn, targetsOf } from '../links.ts'
import { controllersOf } from '../ownership/control.ts'
import { climberOf } from '../ownership/levels.ts'
import { contagionOf, negative_bits } from '../related/contagion.ts'
import { finderOf, type Relative } from '../related/related.ts'
import type { GraphRules } from '../rules.ts'

/** The figures of enterprises, column by column in the order of `figure_names`; NaN where nothing can be said. */
export type FigureColumns = Readonly<Record<FigureName, Float64Array>>

export type FigureName = (typeof figure_names)[number]

/** What is told of each enterprise by the graph alone. `is_known` is 0 where no link names it. */
export const figure_names = [
  'enterprise_id',
  'is_known',
  'related_n',
  'related_negative_n',
  'controlled_n',
  'one_hop_dishonest',
  'guarantee_circle',
  'contagion_score',
  'holder_execution',
] as const

/** Tells the figures of some enterprises of a graph; what holds for the whole of it is worked out once. */
export type FigureTeller = (enterprise_ids: readonly number[]) => FigureColumns

/** The teller of a graph. */
export function figureTeller(graph: CompanyGraph, rules: GraphRules): FigureTeller {
  const figure = figureOf(graph, rules)
  return (enterprise_ids) => {
    const columns = Object.fromEntries(
      figure_names.map((name) => [name, new Float64Array(enterprise_ids.length)]),
    ) as Record<FigureName, Float64Array> // made of the list of names
    for (const [row, enterprise_id] of enterprise_ids.entries()) {
      const told = figure(enterprise_id)
      for (const name of figure_names) columns[name][row] = told[name]
    }
    return columns
  }
}

function figureOf(
  graph: CompanyGraph,
  rules: GraphRules,
): (enterprise: number) => Record<FigureName, number> {
  const { risks } = graph
  const finder = finderOf(graph, relatedRules(rules))
  const contagion = contagionRules(rules)
  const controlled = controlledCounts(graph, rules)
  const { circle } = circlesOf(graph.guarantees, graph.nodes, rules.circle_size.value)
  return (enterprise) => {
    const relatives = finder.relatives(enterprise)
    return {
      enterprise_id: enterprise,
      is_known: truth(isKnown(graph, enterprise)),
      related_n: relatives.length,
      related_negative_n: relatives.filter(({ node }) => has(risks, node, negative_bits)).length,
      controlled_n: controlled(enterprise),
      one_hop_dishonest: truth(isNextToDishonest(graph, enterprise, relatives)),
      guarantee_circle: truth(circle[enterprise] !== 0),
      contagion_score: contagionOf(relatives, risks, contagion),
      holder_execution: truth(isUnderExecution(graph, enterprise, rules.execution_share.value)),
    }
  }
}

/** What the rules say of relatives. */
export function relatedRules({ related, contagion }: GraphRules) {
  return { share: related.share.value, most: related.most.value, weights: contagion.weights.value }
}

function contagionRules({ contagion: { decay, cap, risks } }: GraphRules) {
  return { decay: decay.value, cap: cap.value, risks: risks.value }
}

// Of how many enterprises the one who controls this one has control; nothing can be said where no holder is known.
function controlledCounts(graph: CompanyGraph, rules: GraphRules): (enterprise: number) => number {
  const climber = climberOf(graph, rules.levels.value)
  const controllers = controllersOf(graph, climber, rules.control_share.value)
  const counts = new Int32Array(graph.nodes)
  for (const controller of controllers.subarray(1, graph.enterprises + 1)) {
    if (controller !== 0) counts[controller] = (counts[controller] ?? 0) + 1
  }
  return (enterprise) => {
    if (!leadsOn(graph.holders, enterprise)) return Number.NaN
    return counts[controllers[enterprise] ?? 0] ?? 0
  }
}

function isNextToDishonest(graph: CompanyGraph, enterprise: number, relatives: readonly Relative[]): boolean {
  const { branches, headquarters, guarantees, guarantors, risks } = graph
  const near = relatives.filter(({ hops }) => hops === 1).map(({ node }) => node)
  const tied = [branches, headquarters, guarantees, guarantors].flatMap((links) => [
    ...targetsOf(links, enterprise),
  ])
  return [...near, ...tied].some((node) => has(risks, node, risk_bits.DISHONEST))
}

// Who represents a firm, or holds so much of it, is under execution: itself, or as the proprietor of a business.
function isUnderExecution(graph: CompanyGraph, enterprise: number, share: number): boolean {
  const { holders, officers } = graph
  const least_ppm = Math.round(share * whole_ppm)
  const large = some(holders, enterprise, (holder, ppm) => ppm >= least_ppm && isExecuted(graph, holder))
  const represents = (bits: number) => (bits & office_bits.REPRESENTS) !== 0
  return large || some(officers, enterprise, (person, bits) => represents(bits) && isExecuted(graph, person))
}

function isExecuted({ is_person, risks, offices }: CompanyGraph, node: number): boolean {
  if (is_person[node] !== 1) return has(risks, node, risk_bits.EXECUTION)
  return some(
    offices,
    node,
    (business, bits) =>
      (bits & office_bits.REPRESENTS) !== 0 && has(risks, business, risk_bits.OWN_EXECUTION),
  )
}

function isKnown(graph: CompanyGraph, enterprise: number): boolean {
  const { holders, holdings, officers, branches, headquarters, guarantees, guarantors } = graph
  const links = [holders, holdings, officers, branches, headquarters, guarantees, guarantors]
  return links.some((each) => leadsOn(each, enterprise))
}

function some(links: Links, node: number, is: (to: number, weight: number) => boolean): boolean {
  for (let at = beginOf(links, node); at < endOf(links, node); at += 1)
    if (is(links.to[at] ?? 0, links.weight[at] ?? 0)) return true
  return false
}

function has(risks: Uint8Array, node: number, bits: number): boolean {
  return ((risks[node] ?? 0) & bits) !== 0
}

function truth(is: boolean): number {
  return is ? 1 : 0
}

/** Every enterprise of a graph. */
export function everybody({ enterprises }: CompanyGraph): readonly number[] {
  return Array.from({ length: enterprises }, (_, at) => at + 1)
}
