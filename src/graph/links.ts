/** What leads from each node: to which nodes, and how strongly. Compact: eight bytes a link. */
export interface Links {
  /** Where the links of a node begin; those of the next end them. */
  readonly start: Uint32Array
  readonly to: Int32Array
  /** What the link weighs: of a holding its share in millionths, of an office its bits. */
  readonly weight: Int32Array
}

/** The links of as many nodes, in the order in which they are given for each node. */
export function linksOf(nodes: number, from: Int32Array, to: Int32Array, weight: Int32Array): Links {
  const start = new Uint32Array(nodes + 1)
  for (const node of from) start[node + 1] = (start[node + 1] ?? 0) + 1
  for (let node = 0; node < nodes; node += 1) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0)
  const next = start.slice(0, nodes)
  const links = { start, to: new Int32Array(to.length), weight: new Int32Array(to.length) }
  for (let at = 0; at < from.length; at += 1) {
    const node = from[at] ?? 0
    const place = next[node] ?? 0
    links.to[place] = to[at] ?? 0
    links.weight[place] = weight[at] ?? 0
    next[node] = place + 1
  }
  return links
}

/** Where the links of a node begin. */
export function beginOf({ start }: Links, node: number): number {
  return start[node] ?? 0
}

/** Where the links of a node end. */
export function endOf({ start }: Links, node: number): number {
  return start[node + 1] ?? 0
}

/** Whether anything leads from a node. */
export function leadsOn(links: Links, node: number): boolean {
  return endOf(links, node) > beginOf(links, node)
}

/** The nodes to which a node leads, as they stand. */
export function targetsOf(links: Links, node: number): Int32Array {
  return links.to.subarray(beginOf(links, node), endOf(links, node))
}
