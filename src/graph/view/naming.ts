import type { Session } from '#warehouse'
import { isEnterprise, risk_bits } from '../graph.ts'
import type { Drawing } from '../read/draw.ts'
import { enterpriseNames, partyNames, positionsIn } from './names.sql.ts'

/** A node as it is shown: an enterprise by its code, a party by a number that stays the same; persons have no name. */
export interface ShownNode {
  readonly id: string
  readonly kind: 'enterprise' | 'person' | 'outside'
  readonly name: string | null
  /** What is said against it. */
  readonly risks: readonly Risk[]
}

export type Risk = 'dishonest' | 'serious_illegal' | 'restriction' | 'execution'

/** How nodes are called. */
export interface Naming {
  id(node: number): string
  node(node: number): ShownNode
  /** The positions of a person in an enterprise. */
  positions(enterprise: number, person: number): readonly string[]
}

interface PartyRow {
  readonly high: number
  readonly low: number
}

/** The names of some nodes, read at once. */
export async function namingOf(
  session: Session,
  drawing: Drawing,
  nodes: readonly number[],
): Promise<Naming> {
  const { graph, moment } = drawing
  const ids = nodes.filter((node) => isEnterprise(graph, node))
  const firms = await session.rows<{ enterprise_id: number; uscc: string; name: string | null }>(
    enterpriseNames(moment, ids),
  )
  const firm = new Map(firms.map((row) => [row.enterprise_id, row]))
  const parties = await session.rows<PartyRow & { name: string | null }>(partyNames(moment, ids))
  const party = new Map(parties.map((row) => [keyOf(row), row.name]))
  const offices = await session.rows<PartyRow & { enterprise_id: number; position: string }>(
    positionsIn(moment, ids),
  )

  const keyOfNode = (node: number): string => {
    const at = node - graph.enterprises - 1
    return keyOf({ high: drawing.party_high[at] ?? 0, low: drawing.party_low[at] ?? 0 })
  }
  const id = (node: number): string =>
    isEnterprise(graph, node) ? (firm.get(node)?.uscc ?? '') : `party-${keyOfNode(node)}`
  return {
    id,
    node(node) {
      const risks = risksOf(graph.risks[node] ?? 0)
      if (isEnterprise(graph, node))
        return { id: id(node), kind: 'enterprise', name: firm.get(node)?.name ?? null, risks }
      if (graph.is_person[node] === 1) return { id: id(node), kind: 'person', name: null, risks }
      return { id: id(node), kind: 'outside', name: party.get(keyOfNode(node)) ?? null, risks }
    },
    positions: (enterprise, person) =>
      offices
        .filter((row) => row.enterprise_id === enterprise && keyOf(row) === keyOfNode(person))
        .map(({ position }) => position),
  }
}

const words: readonly (readonly [Risk, number])[] = [
  ['dishonest', risk_bits.DISHONEST],
  ['serious_illegal', risk_bits.SERIOUS_ILLEGAL],
  ['restriction', risk_bits.RESTRICTION],
  ['execution', risk_bits.EXECUTION],
]

function risksOf(bits: number): readonly Risk[] {
  return words.filter(([, bit]) => (bits & bit) !== 0).map(([word]) => word)
}

function keyOf({ high, low }: PartyRow): string {
  return [high, low].map((half) => (half + 2 ** 31).toString(16).padStart(8, '0')).join('')
}
