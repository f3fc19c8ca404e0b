import { type CompanyGraph, whole_ppm } from '../graph.ts'
import { beginOf, endOf, leadsOn } from '../links.ts'

/** A share that a node has in another: how much of one, and over how few shareholdings it is reached. */
export interface Stake {
  readonly node: number
  readonly share: number
  readonly level: number
}

/** Climbs from an enterprise to its owners, level by level; holds room for every node, so one climber serves many. */
export interface Climber {
  /**
   * Everyone above an enterprise, with what reaches them. Every chain of at most so many shareholdings counts with the
   * product of its shares. A chain may pass an enterprise again: what firms hold of each other in a ring goes round
   * until it reaches someone outside, so those who are held by nobody never own more than the whole together, and what
   * has not arrived after the last level is left over. A chain ends where it first meets `until`.
   */
  stakes(enterprise: number, until?: number): readonly Stake[]
}

/** A climber through so many levels of a graph. */
export function climberOf({ nodes, holders }: CompanyGraph, levels: number): Climber {
  const room = { here: new Float64Array(nodes), above: new Float64Array(nodes), sum: new Float64Array(nodes) }
  const first_level = new Uint8Array(nodes)
  const rise = (frontier: readonly number[], until: number): number[] => {
    const reached: number[] = []
    for (const node of frontier) {
      const amount = room.here[node] ?? 0
      room.here[node] = 0
      if (node === until) continue
      for (let at = beginOf(holders, node); at < endOf(holders, node); at += 1) {
        const share = holders.weight[at] ?? 0
        if (share === 0) continue
        const holder = holders.to[at] ?? 0
        const before = room.above[holder] ?? 0
        if (before === 0) reached.push(holder)
        room.above[holder] = before + (amount * share) / whole_ppm
      }
    }
    return reached
  }
  return {
    stakes(enterprise, until = -1) {
      const seen: number[] = []
      let frontier = [enterprise]
      room.here[enterprise] = 1
      for (let level = 1; level <= levels && frontier.length > 0; level += 1) {
        frontier = rise(frontier, until)
        for (const node of frontier) {
          if (room.sum[node] === 0) {
            seen.push(node)
            first_level[node] = level
          }
          room.sum[node] = (room.sum[node] ?? 0) + (room.above[node] ?? 0)
        }
        const below = room.here
        room.here = room.above
        room.above = below
      }
      for (const node of frontier) room.here[node] = 0
      return seen.map((node) => {
        const stake = { node, share: Math.min(1, room.sum[node] ?? 0), level: first_level[node] ?? 0 }
        room.sum[node] = 0
        return stake
      })
    },
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
