import type { Day, Instant } from '#kernel'
import type { Session } from '#warehouse'
import { type CompanyGraph, whole_ppm } from '../graph.ts'
import { circlesOf } from '../guarantee/circles.ts'
import { type Owners, ownersOf } from '../ownership/beneficial.ts'
import { type Chain, chainsTo } from '../ownership/chains.ts'
import { type Control, controlOf } from '../ownership/control.ts'
import { climberOf } from '../ownership/levels.ts'
import type { Drawing } from '../read/draw.ts'
import type { GraphRules } from '../rules.ts'
import { type Around, around, type ShownLink } from './around.ts'
import { type Naming, namingOf, type ShownNode } from './naming.ts'

/** What is shown of an enterprise's graph; nodes are named by `id`, shares are of one. */
export interface GraphView {
  readonly uscc: string
  readonly as_of: Instant
  readonly on: Day
  readonly nodes: readonly ShownNode[]
  readonly edges: readonly ShownEdge[]
  /** How many neighbours had no room. */
  readonly left_out_n: number
  readonly control: {
    readonly controller: string | null
    /** Whether control comes back to a firm that was passed: then nobody outside has it. */
    readonly is_ring: boolean
    readonly steps: readonly {
      readonly controller: string
      readonly by: 'majority' | 'product'
      readonly share: number
    }[]
  }
  readonly owners: readonly {
    readonly owner: string
    readonly share: number
    readonly level: number
    readonly chains: readonly ShownChain[]
  }[]
  readonly beneficial_owners: readonly {
    readonly owner: string
    readonly ground: 'share' | 'control' | 'management'
    readonly share: number | null
  }[]
  /** The part of the whole that nobody known owns in the end. */
  readonly untraced_share: number
  /** The guarantee circle in which it stands. */
  readonly circle: { readonly size: number; readonly members: readonly string[] } | null
}

export interface ShownEdge {
  readonly kind: ShownLink['kind']
  readonly from: string
  readonly to: string
  /** Of a holding, of one. */
  readonly share: number | null
  /** Of an office. */
  readonly positions: readonly string[]
}

export interface ShownChain {
  readonly nodes: readonly string[]
  readonly steps: readonly number[]
  readonly share: number
}

// As many as one look takes in.
const most_owners = 20
const most_members = 50
const most_chains = 10

/** What is shown of one enterprise. Persons are shown by their offices and shares, never by name (domain §4j P28). */
export async function viewOf(
  session: Session,
  drawing: Drawing,
  rules: GraphRules,
  subject: { readonly enterprise_id: number; readonly uscc: string },
): Promise<GraphView> {
  const { graph, moment } = drawing
  const told = toldOf(graph, rules, subject.enterprise_id)
  const seen = around(graph, subject.enterprise_id, told.must)
  const naming = await namingOf(session, drawing, seen.nodes)
  return {
    ...{ uscc: subject.uscc, as_of: moment.as_of, on: moment.on },
    ...{ nodes: seen.nodes.map(naming.node), edges: edgesOf(seen, naming), left_out_n: seen.left_out_n },
    control: controlShown(told.control, naming),
    owners: told.owned.map(({ node, share, level, chains }) => ({
      ...{ owner: naming.id(node), share: rounded(share), level },
      chains: chains.map((chain) => chainShown(chain, naming)),
    })),
    beneficial_owners: told.owners.beneficial.map(({ node, ground, share }) => ({
      ...{ owner: naming.id(node), ground, share: share === null ? null : rounded(share) },
    })),
    untraced_share: rounded(told.owners.untraced_share),
    circle: circleShown(told.members, naming),
  }
}

function toldOf(graph: CompanyGraph, rules: GraphRules, enterprise: number) {
  const levels = rules.levels.value
  const climber = climberOf(graph, levels)
  const control_share = rules.control_share.value
  const owners: Owners = ownersOf(graph, climber, enterprise, {
    beneficial_share: rules.beneficial_share.value,
    control_share,
  })
  const control: Control = controlOf(graph, climber, enterprise, control_share)
  const limits = { levels, shown_share: rules.shown_share.value }
  const owned = owners.ultimate.slice(0, most_owners).map((stake) => ({
    ...stake,
    chains: chainsTo(graph, enterprise, stake.node, limits).slice(0, most_chains),
  }))
  const members = membersOf(graph, rules, enterprise)
  const must = [
    ...owned.flatMap(({ node, chains }) => [node, ...chains.flatMap(({ nodes }) => nodes)]),
    ...owners.beneficial.map(({ node }) => node),
    ...control.steps.map(({ controller }) => controller),
    ...members.slice(0, most_members),
  ]
  return { owners, control, owned, members, must }
}

function membersOf(graph: CompanyGraph, rules: GraphRules, enterprise: number): readonly number[] {
  const { circle } = circlesOf(graph.guarantees, graph.nodes, rules.circle_size.value)
  const number = circle[enterprise] ?? 0
  if (number === 0) return []
  return [...circle.keys()].filter((node) => circle[node] === number)
}

function edgesOf({ links }: Around, naming: Naming): readonly ShownEdge[] {
  return links.map(({ kind, from, to, weight }) => ({
    ...{ kind, from: naming.id(from), to: naming.id(to) },
    share: kind === 'holding' ? weight / whole_ppm : null,
    positions: kind === 'office' ? naming.positions(to, from) : [],
  }))
}

function controlShown({ controller, steps, is_ring }: Control, naming: Naming): GraphView['control'] {
  return {
    ...{ controller: controller === null ? null : naming.id(controller), is_ring },
    steps: steps.map((step) => ({
      ...{ controller: naming.id(step.controller), by: step.by, share: rounded(step.share) },
    })),
  }
}

function chainShown({ nodes, steps_ppm, share }: Chain, naming: Naming): ShownChain {
  return {
    ...{ nodes: nodes.map(naming.id), steps: steps_ppm.map((ppm) => ppm / whole_ppm) },
    share: rounded(share),
  }
}

function circleShown(members: readonly number[], naming: Naming): GraphView['circle'] {
  if (members.length === 0) return null
  return { size: members.length, members: members.slice(0, most_members).map(naming.id) }
}

// What is summed from products is told to nine places, as exact as it is.
function rounded(share: number): number {
  return Math.round(share * 1e9) / 1e9
}
