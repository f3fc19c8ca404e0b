import type { CompanyGraph } from '../graph.ts'
import { beginOf, endOf, type Links, targetsOf } from '../links.ts'

/** A link between two nodes that are shown; `weight` as in the graph. */
export interface ShownLink {
  readonly kind: 'holding' | 'office' | 'branch' | 'guarantee'
  /** Who holds, serves, has the branch or guarantees. */
  readonly from: number
  readonly to: number
  readonly weight: number
}

/** The part of a graph that is shown: the nodes in order of nearness, the links among them, how many were left out. */
export interface Around {
  readonly nodes: readonly number[]
  readonly links: readonly ShownLink[]
  readonly left_out_n: number
}

/** As many nodes as one look takes in. */
export const most_nodes = 400

/** An enterprise, those that must be shown with it, and its direct neighbours as far as there is room. */
export function around(graph: CompanyGraph, enterprise: number, must: readonly number[]): Around {
  const wanted = [...new Set([enterprise, ...must, ...neighboursOf(graph, enterprise)])]
  const nodes = wanted.slice(0, most_nodes)
  return { nodes, links: linksAmong(graph, new Set(nodes)), left_out_n: wanted.length - nodes.length }
}

function neighboursOf(graph: CompanyGraph, node: number): readonly number[] {
  const { holders, holdings, officers, branches, headquarters, guarantees, guarantors } = graph
  const links = [holders, officers, holdings, branches, headquarters, guarantees, guarantors]
  return links.flatMap((each) => [...targetsOf(each, node)])
}

function linksAmong(graph: CompanyGraph, nodes: ReadonlySet<number>): readonly ShownLink[] {
  const { holders, officers, branches, guarantees } = graph
  return [...nodes].flatMap((node) => [
    ...within(holders, node, nodes).map(({ to, weight }) => shown('holding', to, node, weight)),
    ...within(officers, node, nodes).map(({ to, weight }) => shown('office', to, node, weight)),
    ...within(branches, node, nodes).map(({ to, weight }) => shown('branch', node, to, weight)),
    ...within(guarantees, node, nodes).map(({ to, weight }) => shown('guarantee', node, to, weight)),
  ])
}

function shown(kind: ShownLink['kind'], from: number, to: number, weight: number): ShownLink {
  return { kind, from, to, weight }
}

function within(links: Links, node: number, nodes: ReadonlySet<number>) {
  const found: { to: number; weight: number }[] = []
  for (let at = beginOf(links, node); at < endOf(links, node); at += 1) {
    const to = links.to[at] ?? 0
    if (nodes.has(to)) found.push({ to, weight: links.weight[at] ?? 0 })
  }
  return found
}
