import fc from 'fast-check'
import { type CompanyGraph, type EdgeColumns, graphOf } from '../graph.ts'

/** A link as a test writes it: from, to and weight. */
export type Edge = readonly [from: number, to: number, weight: number]

/** A graph as a test writes it: enterprises from 1, persons above them, edges in any order. */
export interface Drawn {
  readonly enterprises: number
  readonly persons: number
  readonly holders?: readonly Edge[]
  readonly officers?: readonly Edge[]
  readonly branches?: readonly Edge[]
  readonly guarantees?: readonly Edge[]
  /** By enterprise, its risk bits. */
  readonly risks?: Readonly<Record<number, number>>
}

/** The graph of what a test has written. */
export function drawn(drawing: Drawn): CompanyGraph {
  const { enterprises, persons } = drawing
  const nodes = 1 + enterprises + persons
  return graphOf({
    ...{ nodes, enterprises },
    is_person: Uint8Array.from({ length: nodes }, (_, node) => (node > enterprises ? 1 : 0)),
    risks: Uint8Array.from({ length: nodes }, (_, node) => drawing.risks?.[node] ?? 0),
    holders: columnsOf(drawing.holders),
    officers: columnsOf(drawing.officers),
    branches: columnsOf(drawing.branches),
    guarantees: columnsOf(drawing.guarantees),
  })
}

function columnsOf(edges: readonly Edge[] = []): EdgeColumns {
  const sorted = [...edges].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const column = (at: 0 | 1 | 2) => Int32Array.from(sorted.map((edge) => edge[at]))
  return { from: column(0), to: column(1), weight: column(2) }
}

const enterprises = 5
const persons = 3
const enterprise = fc.integer({ min: 1, max: enterprises })
const person = fc.integer({ min: enterprises + 1, max: enterprises + persons })

// Shares on both sides of every threshold: a tenth, a quarter, a half.
const share_ppm = fc.constantFrom(
  ...[0, 99_999, 100_000, 249_999, 250_000, 499_999, 500_000, 500_001, 1_000_000],
)

/** A small graph with rings and thresholds on both sides of their edges; shares of a firm add up to at most one. */
export const anyGraph: fc.Arbitrary<Drawn> = fc
  .record({
    holders: pairs(enterprise, fc.oneof(enterprise, person), share_ppm, 12),
    officers: pairs(enterprise, person, fc.integer({ min: 0, max: 3 }), 8),
    guarantees: pairs(enterprise, enterprise, fc.constant(0), 10),
    risks: fc.dictionary(
      fc.integer({ min: 1, max: enterprises }).map(String),
      fc.integer({ min: 0, max: 15 }),
    ),
  })
  .map(({ holders, ...rest }) => ({ enterprises, persons, holders: atMostWhole(holders), ...rest }))

function pairs(
  from: fc.Arbitrary<number>,
  to: fc.Arbitrary<number>,
  weight: fc.Arbitrary<number>,
  maxLength: number,
): fc.Arbitrary<readonly Edge[]> {
  return fc
    .uniqueArray(fc.tuple(from, to, weight), { maxLength, selector: ([a, b]) => `${a}-${b}` })
    .map((edges) => edges.filter(([a, b]) => a !== b))
}

function atMostWhole(edges: readonly Edge[]): readonly Edge[] {
  const sums = new Map<number, number>()
  return edges.filter(([held, , share]) => {
    const sum = (sums.get(held) ?? 0) + share
    if (sum > 1_000_000) return false
    sums.set(held, sum)
    return true
  })
}
