import { type CompanyGraph, isEnterprise, whole_ppm } from '../graph.ts'
import { beginOf, endOf, leadsOn } from '../links.ts'
import { byShare, type Climber, slack } from './levels.ts'

/** A step of control: who controls a node, by holding the majority of it or by its share along all chains. */
export interface ControlStep {
  readonly controller: number
  readonly by: 'majority' | 'product'
  readonly share: number
}

/** The steps from an enterprise to whoever controls it in the end, none where nobody does; a ring controls itself. */
export interface Control {
  readonly controller: number | null
  readonly steps: readonly ControlStep[]
  readonly is_ring: boolean
}

/**
 * Who controls a node at the next step: the holder of more than `control_share` of it; where there is none, whoever's
 * share along all chains is more than that, the greatest and then the nearest. Null where nobody does.
 */
export function nextController(
  graph: CompanyGraph,
  climber: Climber,
  node: number,
  control_share: number,
): ControlStep | null {
  const majority = majorityHolder(graph, node, control_share)
  if (majority !== null) return majority
  if (!holdersAreHeld(graph, node)) return null
  const likely = climber
    .stakes(node, { above: control_share })
    .filter((stake) => stake.node !== node && stake.share > control_share + slack)
    .map((stake) => exact(climber, node, stake.node, stake.level))
    .filter(({ share }) => share > control_share + slack)
    .sort(byShare)
  const [first] = likely
  return first === undefined ? null : { controller: first.node, by: 'product', share: first.share }
}

/** Who controls an enterprise in the end, step by step. Where the steps come back to a firm, nobody outside does. */
export function controlOf(
  graph: CompanyGraph,
  climber: Climber,
  enterprise: number,
  control_share: number,
): Control {
  const steps: ControlStep[] = []
  const passed = new Set([enterprise])
  for (let node = enterprise; ; ) {
    const step = nextController(graph, climber, node, control_share)
    if (step === null) return { controller: steps.at(-1)?.controller ?? null, steps, is_ring: false }
    steps.push(step)
    if (passed.has(step.controller)) return { controller: null, steps, is_ring: true }
    passed.add(step.controller)
    node = step.controller
  }
}

/** By node: who controls each enterprise in the end; 0 where nobody does. */
export function controllersOf(graph: CompanyGraph, climber: Climber, control_share: number): Int32Array {
  const next = new Int32Array(graph.nodes)
  for (let node = 1; node < graph.nodes; node += 1)
    next[node] = nextController(graph, climber, node, control_share)?.controller ?? 0
  const last = new Int32Array(graph.nodes)
  const state = new Uint8Array(graph.nodes)
  for (let node = 1; node < graph.nodes; node += 1) follow(node, next, last, state)
  return last
}

const unseen = 0
const on_the_way = 1

// Every node is passed once: the way up is walked until it is known, ends, or comes back to itself.
function follow(from: number, next: Int32Array, last: Int32Array, state: Uint8Array): void {
  const way: number[] = []
  let node = from
  while ((state[node] ?? 0) === unseen && (next[node] ?? 0) !== 0) {
    state[node] = on_the_way
    way.push(node)
    node = next[node] ?? 0
  }
  const is_ring = state[node] === on_the_way
  const top = is_ring ? 0 : (last[node] ?? 0) || node
  const leads_nowhere = is_ring || isNowhere(node, next, last, state)
  for (const passed of way) {
    last[passed] = leads_nowhere ? 0 : top
    state[passed] = 2
  }
}

// Above a ring there is nobody, though the way goes on.
function isNowhere(node: number, next: Int32Array, last: Int32Array, state: Uint8Array): boolean {
  return state[node] === 2 && next[node] !== 0 && last[node] === 0
}

function majorityHolder({ holders }: CompanyGraph, node: number, control_share: number): ControlStep | null {
  const more_than_ppm = control_share * whole_ppm
  for (let at = beginOf(holders, node); at < endOf(holders, node); at += 1) {
    const share_ppm = holders.weight[at] ?? 0
    if (share_ppm > more_than_ppm)
      return { controller: holders.to[at] ?? 0, by: 'majority', share: share_ppm / whole_ppm }
  }
  return null
}

function holdersAreHeld(graph: CompanyGraph, node: number): boolean {
  const { holders } = graph
  for (let at = beginOf(holders, node); at < endOf(holders, node); at += 1) {
    const holder = holders.to[at] ?? 0
    if (isEnterprise(graph, holder) && leadsOn(holders, holder)) return true
  }
  return false
}

// On a ring a node is met again and again; what it has is what first reaches it.
function exact(climber: Climber, node: number, holder: number, level: number) {
  const stake = climber.stakes(node, { until: holder }).find((each) => each.node === holder)
  return { node: holder, share: stake?.share ?? 0, level }
}
