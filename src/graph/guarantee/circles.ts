import { beginOf, endOf, type Links } from '../links.ts'

/** Which nodes stand in one circle: by node the number of its circle, 0 where it is in none; circles count from 1. */
export interface Circles {
  readonly circle: Int32Array
  readonly sizes: readonly number[]
}

/**
 * The circles of a graph: sets of nodes, `least` or more, each of which leads to all the others (strongly connected;
 * Tarjan 1972, without recursion). Numbered in the order of their smallest node.
 */
export function circlesOf(links: Links, nodes: number, least: number): Circles {
  const search = searchOf(links, nodes)
  for (let node = 0; node < nodes; node += 1) if (search.index[node] === 0) search.from(node)
  return numbered(search.component, search.sizes, least)
}

interface Search {
  readonly index: Int32Array
  readonly component: Int32Array
  /** By component, from 1. */
  readonly sizes: number[]
  from(node: number): void
}

function searchOf(links: Links, nodes: number): Search {
  const index = new Int32Array(nodes)
  const low = new Int32Array(nodes)
  const component = new Int32Array(nodes)
  const place = new Uint32Array(nodes)
  const way: number[] = []
  const open: number[] = []
  const sizes: number[] = [0]
  let count = 0
  const enter = (node: number): void => {
    count += 1
    index[node] = count
    low[node] = count
    place[node] = beginOf(links, node)
    way.push(node)
    open.push(node)
  }
  const lower = (node: number, to: number): void => {
    low[node] = Math.min(low[node] ?? 0, to)
  }
  const close = (node: number): void => {
    if (low[node] !== index[node]) return
    let size = 0
    for (let member = -1; member !== node; size += 1) {
      member = open.pop() ?? node
      component[member] = sizes.length
    }
    sizes.push(size)
  }
  const step = (node: number): void => {
    const at = place[node] ?? 0
    if (at < endOf(links, node)) {
      place[node] = at + 1
      const next = links.to[at] ?? 0
      if (index[next] === 0) enter(next)
      else if (component[next] === 0) lower(node, index[next] ?? 0)
      return
    }
    way.pop()
    close(node)
    const below = way.at(-1)
    if (below !== undefined) lower(below, low[node] ?? 0)
  }
  return {
    index,
    component,
    sizes,
    from(node) {
      enter(node)
      for (let top = way.at(-1); top !== undefined; top = way.at(-1)) step(top)
    },
  }
}

function numbered(component: Int32Array, sizes: readonly number[], least: number): Circles {
  const number_of = new Map<number, number>()
  const kept: number[] = [0]
  const circle = component.map((each) => {
    const size = sizes[each] ?? 0
    if (size < least) return 0
    const known = number_of.get(each)
    if (known !== undefined) return known
    number_of.set(each, kept.length)
    kept.push(size)
    return kept.length - 1
  })
  return { circle, sizes: kept }
}
