import type { Session } from '#warehouse'
import { type CompanyGraph, type EdgeColumns, graphOf } from '../graph.ts'
import type { GraphRules } from '../rules.ts'
import {
  branchEdges,
  guaranteeEdges,
  holderEdges,
  nodeCounts,
  officerEdges,
  partyColumns,
  riskRows,
} from './edges.sql.ts'
import type { Moment } from './facts.sql.ts'
import { drawing_tables, drawingSteps, dropDrawing } from './parties.sql.ts'

/** A graph as it was drawn, and how its parties are found again among the facts: by the halves of a number. */
export interface Drawing {
  readonly graph: CompanyGraph
  readonly moment: Moment
  /** By node less `enterprises` and one. */
  readonly party_high: Int32Array
  readonly party_low: Int32Array
}

/**
 * The graph of a day as it was known at an instant. Wants a session of its own, for it makes temporary tables and
 * drops them.
 */
export async function drawGraph(session: Session, rules: GraphRules, moment: Moment): Promise<Drawing> {
  const offices = { positions: rules.related.positions.value, representatives: rules.representatives.value }
  try {
    for (const step of drawingSteps(moment, offices)) await session.run(step)
    return await drawn(session, moment)
  } finally {
    for (const table of drawing_tables) await session.run(dropDrawing(table))
  }
}

async function drawn(session: Session, moment: Moment): Promise<Drawing> {
  const [counts] = await session.rows<{ enterprises: number; parties: number }>(nodeCounts())
  if (counts === undefined) throw new Error('a count has one row')
  const nodes = counts.enterprises + counts.parties + 1
  const [node, is_person, party_high, party_low] = await columnsOf(session.integers(partyColumns()))
  const [risky, bits] = await columnsOf(session.integers(riskRows(moment)))
  const graph = graphOf({
    ...{ nodes, enterprises: counts.enterprises },
    is_person: spread(nodes, node, is_person),
    risks: spread(nodes, risky, bits),
    holders: await edgesOf(session.integers(holderEdges(moment))),
    officers: await edgesOf(session.integers(officerEdges())),
    branches: await edgesOf(session.integers(branchEdges(moment))),
    guarantees: await edgesOf(session.integers(guaranteeEdges(moment))),
  })
  return { graph, moment, party_high, party_low }
}

type Columns = readonly [Int32Array, Int32Array, Int32Array, Int32Array]

async function columnsOf(read: Promise<readonly Int32Array[]>): Promise<Columns> {
  const [first = none, second = none, third = none, fourth = none] = await read
  return [first, second, third, fourth]
}

const none = new Int32Array()

async function edgesOf(read: Promise<readonly Int32Array[]>): Promise<EdgeColumns> {
  const [from, to, weight] = await columnsOf(read)
  return { from, to, weight }
}

function spread(nodes: number, at: Int32Array, values: Int32Array): Uint8Array {
  const all = new Uint8Array(nodes)
  for (const [place, node] of at.entries()) all[node] = values[place] ?? 0
  return all
}
