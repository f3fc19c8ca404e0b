import { type CompanyGraph, isEnterprise, office_bits, whole_ppm } from '../graph.ts'
import { beginOf, endOf, type Links } from '../links.ts'

/** An enterprise near another: over how many hops, and what weight the strongest of the shortest ways has. */
export interface Relative {
  readonly node: number
  readonly hops: 1 | 2
  readonly weight: number
}

/** What relates two enterprises. */
export interface RelatedRules {
  /** From which share on a shareholding relates, of one. */
  readonly share: number
  /** Where counting ends. */
  readonly most: number
  readonly weights: { readonly holding: number; readonly person: number }
}

/** Finds the relatives of enterprises; holds room for every node, so one finder serves many. */
export interface Finder {
  /**
   * The enterprises within two hops, the nearest first. One hop is a shareholding of at least `share`, or one and the
   * same person (or outside holder) who in each of the two holds such a share or has an office that relates.
   */
  relatives(enterprise: number): readonly Relative[]
}

/** A finder in a graph. */
export function finderOf(graph: CompanyGraph, rules: RelatedRules): Finder {
  const { holders, holdings, officers, offices } = graph
  const least_ppm = Math.round(rules.share * whole_ppm)
  const weights = new Float64Array(graph.nodes)
  const found: number[] = []
  const persons: number[] = []
  let room = 0

  return {
    relatives(enterprise) {
      found.length = 0
      persons.length = 0
      room = rules.most
      weights[enterprise] = Number.POSITIVE_INFINITY // itself is no relative
      hop(enterprise, 1)
      const near = found.map((node) => ({ node, hops: 1, weight: weights[node] ?? 0 }) as const)
      for (const { node } of near) weights[node] = Number.POSITIVE_INFINITY // a second way to it is no shorter
      for (const { node, weight } of near) hop(node, weight)
      const far = found.slice(near.length)
      const relatives = [
        ...near,
        ...far.map((node) => ({ node, hops: 2, weight: weights[node] ?? 0 }) as const),
      ]
      for (const node of [enterprise, ...found, ...persons]) weights[node] = 0
      return relatives
    },
  }

  function hop(from: number, weight: number): void {
    const by_holding = weight * rules.weights.holding
    const by_person = weight * rules.weights.person
    along(holders, from, isLarge, (node) => {
      if (isEnterprise(graph, node)) reach(node, by_holding)
      else over(node, by_person)
    })
    along(holdings, from, isLarge, (node) => {
      if (isEnterprise(graph, node)) reach(node, by_holding)
    })
    along(officers, from, relates, (person) => over(person, by_person))
  }

  // Who stands in a thousand firms is passed once, not a thousand times.
  function over(person: number, weight: number): void {
    const before = weights[person] ?? 0
    if (before >= weight) return
    if (before === 0) persons.push(person)
    weights[person] = weight
    along(holdings, person, isLarge, (node) => reach(node, weight))
    along(offices, person, relates, (node) => reach(node, weight))
  }

  function reach(node: number, weight: number): void {
    const before = weights[node] ?? 0
    if (before === 0) {
      room -= 1
      found.push(node)
    }
    if (weight > before) weights[node] = weight
  }

  function along(
    links: Links,
    from: number,
    counts: (weight: number) => boolean,
    visit: (node: number) => void,
  ): void {
    for (let at = beginOf(links, from); at < endOf(links, from) && room > 0; at += 1)
      if (counts(links.weight[at] ?? 0)) visit(links.to[at] ?? 0)
  }

  function isLarge(share_ppm: number): boolean {
    return share_ppm >= least_ppm
  }

  function relates(bits: number): boolean {
    return (bits & office_bits.RELATES) !== 0
  }
}
