import { type Links, linksOf } from './links.ts'

/** A whole, in the unit in which shares stand. */
export const whole_ppm = 1_000_000

/** What an office is to the rules, as bits. */
export const office_bits = { RELATES: 1, REPRESENTS: 2 } as const

/**
 * What is said against an enterprise, as bits. `OWN_EXECUTION` is that of an individual business, whose debts are its
 * proprietor's own (民法典 56).
 */
export const risk_bits = {
  DISHONEST: 1,
  SERIOUS_ILLEGAL: 2,
  RESTRICTION: 4,
  EXECUTION: 8,
  OWN_EXECUTION: 16,
} as const

/**
 * Who owns, runs and guarantees whom, on one day as known at one instant. A node up to `enterprises` is the enterprise
 * of that `enterprise_id`; above stand parties: persons, and holders or targets of which no code is known here.
 */
export interface CompanyGraph {
  readonly nodes: number
  readonly enterprises: number
  /** By node: 1 where it is a natural person. */
  readonly is_person: Uint8Array
  /** From each enterprise to those who hold shares of it, and back; weights in millionths. */
  readonly holders: Links
  readonly holdings: Links
  /** From each enterprise to the persons who run it, and back; weights are `office_bits`. */
  readonly officers: Links
  readonly offices: Links
  /** From each enterprise to its branches, and back. */
  readonly branches: Links
  readonly headquarters: Links
  /** From each guarantor to those it stands for, and back. */
  readonly guarantees: Links
  readonly guarantors: Links
  /** By node: what is said against it, as `risk_bits`. */
  readonly risks: Uint8Array
}

/** Links as they are read: column by column, ordered by `from` and `to`. */
export interface EdgeColumns {
  readonly from: Int32Array
  readonly to: Int32Array
  readonly weight: Int32Array
}

/** All that a graph is made of. */
export interface GraphColumns {
  readonly nodes: number
  readonly enterprises: number
  readonly is_person: Uint8Array
  readonly risks: Uint8Array
  /** `from` is the enterprise that is held. */
  readonly holders: EdgeColumns
  readonly officers: EdgeColumns
  readonly branches: EdgeColumns
  readonly guarantees: EdgeColumns
}

/** The graph of what was read, with every link in both directions. */
export function graphOf(columns: GraphColumns): CompanyGraph {
  const { nodes, enterprises, is_person, risks } = columns
  const there = ({ from, to, weight }: EdgeColumns): Links => linksOf(nodes, from, to, weight)
  const back = ({ from, to, weight }: EdgeColumns): Links => linksOf(nodes, to, from, weight)
  return {
    ...{ nodes, enterprises, is_person, risks },
    ...{ holders: there(columns.holders), holdings: back(columns.holders) },
    ...{ officers: there(columns.officers), offices: back(columns.officers) },
    ...{ branches: there(columns.branches), headquarters: back(columns.branches) },
    ...{ guarantees: there(columns.guarantees), guarantors: back(columns.guarantees) },
  }
}

/** Whether a node is an enterprise of ours. */
export function isEnterprise({ enterprises }: CompanyGraph, node: number): boolean {
  return node >= 1 && node <= enterprises
}
