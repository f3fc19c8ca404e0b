/** The questions of the graph answered by going every way there is: for small drawings only. */
import type { Drawn, Edge } from './drawn.ts'

/** The share that chains of at most so many levels carry from an enterprise to each node, ending at `until`. */
export function shares(
  { holders = [] }: Drawn,
  enterprise: number,
  levels: number,
  until?: number,
): Map<number, number> {
  const found = new Map<number, number>()
  const climb = (node: number, share: number, left: number): void => {
    if (left === 0 || node === until) return
    for (const [, holder, ppm] of from(holders, node)) {
      if (ppm === 0) continue
      const product = share * (ppm / 1e6)
      found.set(holder, (found.get(holder) ?? 0) + product)
      climb(holder, product, left - 1)
    }
  }
  climb(enterprise, 1, levels)
  return found
}

/** Who controls an enterprise in the end, by walking up; 0 where nobody does. */
export function controller(drawing: Drawn, enterprise: number, levels: number): number {
  const passed = [enterprise]
  for (;;) {
    const node = passed.at(-1) ?? 0
    const next = nextController(drawing, node, levels)
    if (next === 0) return passed.length === 1 ? 0 : node
    if (passed.includes(next)) return 0
    passed.push(next)
  }
}

function nextController(drawing: Drawn, node: number, levels: number): number {
  const majority = from(drawing.holders ?? [], node).find(([, , ppm]) => ppm > 500_000)
  if (majority !== undefined) return majority[1]
  const [best] = [...shares(drawing, node, levels).keys()]
    .filter((holder) => holder !== node)
    .map((holder) => ({ holder, share: shares(drawing, node, levels, holder).get(holder) ?? 0 }))
    .filter(({ share }) => share > 0.5 + 1e-9)
    .sort(
      (a, b) =>
        Math.round(b.share * 1e9) - Math.round(a.share * 1e9) ||
        nearness(drawing, node, a.holder) - nearness(drawing, node, b.holder),
    )
  return best?.holder ?? 0
}

function nearness({ holders = [] }: Drawn, node: number, holder: number): number {
  let reached = new Set([node])
  for (let level = 1; level <= 20; level += 1) {
    reached = new Set([...reached].flatMap((each) => above(holders, each)))
    if (reached.has(holder)) return level
  }
  return Number.POSITIVE_INFINITY
}

function above(holders: readonly Edge[], node: number): readonly number[] {
  return from(holders, node).flatMap(([, holder, ppm]) => (ppm > 0 ? [holder] : []))
}

/** The circle of a node, itself among it: all that it reaches and that reach it. */
export function circle({ guarantees = [] }: Drawn, node: number): readonly number[] {
  const reached = (start: number): Set<number> => {
    const seen = new Set<number>()
    const walk = (at: number): void => {
      for (const [, next] of from(guarantees, at)) {
        if (seen.has(next)) continue
        seen.add(next)
        walk(next)
      }
    }
    walk(start)
    return seen
  }
  const others = [...reached(node)].filter((other) => other !== node && reached(other).has(node))
  return [node, ...others].sort((a, b) => a - b)
}

/** The enterprises one hop from another, each with the weight of the strongest way. */
export function near(drawing: Drawn, enterprise: number, weights: Weights): Map<number, number> {
  const found = new Map<number, number>()
  const add = (node: number, weight: number): void => {
    if (node !== enterprise) found.set(node, Math.max(found.get(node) ?? 0, weight))
  }
  const { holders = [], officers = [], enterprises } = drawing
  const large = holders.filter(([, , ppm]) => ppm >= 100_000)
  for (const [held, holder] of large) {
    if (holder > enterprises) continue
    if (held === enterprise) add(holder, weights.holding)
    if (holder === enterprise) add(held, weights.holding)
  }
  const ties = [
    ...large.filter(([, holder]) => holder > enterprises),
    ...officers.filter(([, , bits]) => bits & 1),
  ]
  for (const [mine, person] of ties) {
    if (mine !== enterprise) continue
    for (const [other, same] of ties) if (same === person) add(other, weights.person)
  }
  return found
}

interface Weights {
  readonly holding: number
  readonly person: number
}

/** The enterprises within two hops, each with its hops and the weight of the strongest of its shortest ways. */
export function relatives(drawing: Drawn, enterprise: number, weights: Weights): Map<number, string> {
  const first = near(drawing, enterprise, weights)
  const second = new Map<number, number>()
  for (const [node, weight] of first) {
    for (const [next, further] of near(drawing, node, weights)) {
      if (next === enterprise || first.has(next)) continue
      second.set(next, Math.max(second.get(next) ?? 0, weight * further))
    }
  }
  const told =
    (hops: number) =>
    ([node, weight]: [number, number]) =>
      [node, `${hops}: ${weight.toFixed(9)}`] as const
  return new Map([...[...first].map(told(1)), ...[...second].map(told(2))])
}

function from(edges: readonly Edge[], node: number): readonly Edge[] {
  return edges.filter(([start]) => start === node).sort((a, b) => a[1] - b[1])
}
