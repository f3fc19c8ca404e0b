import { type CompanyGraph, whole_ppm } from '../graph.ts'
import { beginOf, endOf } from '../links.ts'

/** One chain of shareholdings from an enterprise up to an owner: its nodes in that order, and the product of its shares. */
export interface Chain {
  readonly nodes: readonly number[]
  /** The share of each step in millionths: one fewer than nodes. */
  readonly steps_ppm: readonly number[]
  readonly share: number
}

/** How far chains are followed: how many levels, from which product on, and how many of them. */
export interface ChainLimits {
  readonly levels: number
  readonly shown_share: number
}

// Shares of an enterprise add up to one, so at most 1 / shown_share chains stand on a level; wrong data may add up to
// more, and is cut here.
const most_chains = 2000

/**
 * The chains from an enterprise to an owner whose product is at least `shown_share`, the greatest first. A chain may
 * pass a ring more than once, as the shares count it; it ends where it first meets the owner.
 */
export function chainsTo(
  { holders }: CompanyGraph,
  enterprise: number,
  owner: number,
  { levels, shown_share }: ChainLimits,
): readonly Chain[] {
  const found: Chain[] = []
  let waiting: readonly Chain[] = [{ nodes: [enterprise], steps_ppm: [], share: 1 }]
  for (let level = 1; level <= levels; level += 1) {
    const longer = waiting.flatMap((chain) => prolonged(chain)).slice(0, most_chains)
    found.push(...longer.filter(({ nodes }) => nodes.at(-1) === owner))
    waiting = longer.filter(({ nodes }) => nodes.at(-1) !== owner)
  }
  return found.sort((a, b) => b.share - a.share || a.nodes.length - b.nodes.length).slice(0, most_chains)

  function prolonged({ nodes, steps_ppm, share }: Chain): readonly Chain[] {
    const top = nodes.at(-1) ?? 0
    const chains: Chain[] = []
    for (let at = beginOf(holders, top); at < endOf(holders, top); at += 1) {
      const step = holders.weight[at] ?? 0
      const product = (share * step) / whole_ppm
      if (step === 0 || product < shown_share) continue
      chains.push({
        nodes: [...nodes, holders.to[at] ?? 0],
        steps_ppm: [...steps_ppm, step],
        share: product,
      })
    }
    return chains
  }
}
