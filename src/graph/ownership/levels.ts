import { type CompanyGraph, whole_ppm } from '../graph.ts'
import { beginOf, endOf, leadsOn } from '../links.ts'

/** A share that a node has in another: how much of one, and over how few shareholdings it is reached. */
export interface Stake {
  readonly node: number
  readonly share: number
  readonly level: number
}

/** How a climb may end early. */
export interface ClimbEnd {
  /** A chain ends where it first meets this node. */
  readonly until?: number
  /** The climb ends when nobody can come to more than this share, for what is still on the way is too little. */
  readonly above?: number
}

/** Climbs from an enterprise to its owners, level by level; holds room for every node, so one climber serves many. */
export interface Climber {
  /**
   * Everyone above an enterprise, with what reaches them. Every chain of at most so many shareholdings counts with the
   * product of its shares. A chain may pass an enterprise again: what firms hold of each other in a ring goes round
   * until it reaches someone outside, so those who are held by nobody never own more than the whole together, and what
   * has not arrived after the last level is left over.
   */
  stakes(enterprise: number, end?: ClimbEnd): readonly Stake[]
}

/** A climber through so many levels of a graph. */
export function climberOf({ nodes, holders }: CompanyGraph, levels: number): Climber {
  let here = new Float64Array(nodes)
  let above = new Float64Array(nodes)
  const sum = new Float64Array(nodes)
  const first_level = new Uint8Array(nodes)
  return {
    stakes(enterprise, end = {}) {
      const seen: number[] = []
      let frontier = [enterprise]
      here[enterprise] = 1
      for (let level = 1; level <= levels && frontier.length > 0; level += 1) {
        frontier = rise(frontier, end.until ?? -1)
        arrive(frontier, level, seen)
        ;[here, above] = [above, here]
        if (end.above !== undefined && mostOf(seen) + onTheWay(frontier) <= end.above) break
      }
      for (const node of frontier) here[node] = 0
      return seen.map((node) => stakeOf(node))
    },
  }

  function rise(frontier: readonly number[], until: number): number[] {
    const reached: number[] = []
    for (const node of frontier) {
      const amount = here[node] ?? 0
      here[node] = 0
      if (node === until) continue
      for (let at = beginOf(holders, node); at < endOf(holders, node); at += 1) {
        const share = holders.weight[at] ?? 0
        if (share === 0) continue
        const holder = holders.to[at] ?? 0
        const before = above[holder] ?? 0
        if (before === 0) reached.push(holder)
        above[holder] = before + (amount * share) / whole_ppm
      }
    }
    return reached
  }

  function arrive(reached: readonly number[], level: number, seen: number[]): void {
    for (const node of reached) {
      if (sum[node] === 0) {
        seen.push(node)
        first_level[node] = level
      }
      sum[node] = (sum[node] ?? 0) + (above[node] ?? 0)
    }
  }

  function mostOf(seen: readonly number[]): number {
    return seen.reduce((most, node) => Math.max(most, sum[node] ?? 0), 0)
  }

  function onTheWay(frontier: readonly number[]): number {
    return frontier.reduce((total, node) => (leadsOn(holders, node) ? total + (here[node] ?? 0) : total), 0)
  }

  function stakeOf(node: number): Stake {
    const stake = { node, share: Math.min(1, sum[node] ?? 0), level: first_level[node] ?? 0 }
    sum[node] = 0
    return stake
  }
}

/** Those among the stakes who are held by nobody, the greatest first. */
export function ultimate({ holders }: CompanyGraph, stakes: readonly Stake[]): readonly Stake[] {
  return stakes.filter(({ node }) => !leadsOn(holders, node)).sort(byShare)
}

/** A share that comes as a sum of products of doubles is as exact as this: a quarter is still a quarter. */
export const slack = 1e-9

/** The greatest share first, then the nearest, then in the order of nodes. */
export function byShare(a: Stake, b: Stake): number {
  return rounded(b.share) - rounded(a.share) || a.level - b.level || a.node - b.node
}

function rounded(share: number): number {
  return Math.round(share / slack)
}
