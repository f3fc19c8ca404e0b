import { literal, type Sql, sql } from '#sql'
import { risk_bits, whole_ppm } from '../graph.ts'
import { activeRows, type Moment, memberships } from './facts.sql.ts'

/** How many nodes there are at all, and how many of them are enterprises. */
export function nodeCounts(): Sql {
  return sql`
    SELECT CAST(coalesce(max(enterprise_id), 0) AS INTEGER) AS enterprises,
      CAST((SELECT count(*) FROM graph_parties) AS INTEGER) AS parties
    FROM identity.enterprises`
}

/** Each party: whether it is a person, and the two halves of the number by which it is found again by its name. */
export function partyColumns(): Sql {
  return sql`
    SELECT node, CAST(is_person AS INTEGER) AS is_person, ${half(sql`party`, 'high')} AS high,
      ${half(sql`party`, 'low')} AS low
    FROM graph_parties ORDER BY node`
}

/** One half of the number of a party, as an INTEGER. */
export function half(party: Sql, which: 'high' | 'low'): Sql {
  const bits = which === 'high' ? sql`hash(${party}) >> 32` : sql`hash(${party}) & 4294967295`
  return sql`CAST(CAST(${bits} AS BIGINT) - 2147483648 AS INTEGER)`
}

/** Who holds how much of whom: a firm's own register, its holders as who answers for them. */
export function holderEdges(moment: Moment): Sql {
  return edges(sql`
    SELECT coalesce(held_id, held.node) AS from_node,
      coalesce(member.enterprise_id, holder_id, holder.node) AS to_node,
      least(sum(CAST(round(coalesce(ratio, 0) * ${literal(whole_ppm)}) AS BIGINT)), ${literal(whole_ppm)}) AS weight
    FROM graph_held
    LEFT JOIN graph_parties AS holder ON holder.party = graph_held.party
    LEFT JOIN graph_parties AS held ON held.party = graph_held.held_party
    LEFT JOIN ${memberships(moment)} AS member ON member.member_id = holder_id
    GROUP BY ALL`)
}

/** Who runs whom. */
export function officerEdges(): Sql {
  return edges(sql`
    SELECT enterprise_id AS from_node, person.node AS to_node, bits AS weight
    FROM graph_run JOIN graph_parties AS person ON person.party = graph_run.party`)
}

/** Whose branch is which. */
export function branchEdges(moment: Moment): Sql {
  return edges(sql`
    SELECT DISTINCT coalesce(member.enterprise_id, row.enterprise_id) AS from_node,
      coalesce(target_id, target.node) AS to_node, 0 AS weight
    FROM graph_targets AS row
    LEFT JOIN graph_parties AS target ON target.party = row.party
    LEFT JOIN ${memberships(moment)} AS member ON member.member_id = row.enterprise_id
    WHERE kind = 'branch'`)
}

/** Who guarantees whom; of both, who answers for them. */
export function guaranteeEdges(moment: Moment): Sql {
  return edges(sql`
    SELECT DISTINCT coalesce(giver.enterprise_id, row.enterprise_id) AS from_node,
      coalesce(taker.enterprise_id, guaranteed_id, guaranteed.node) AS to_node, 0 AS weight
    FROM graph_guaranteed AS row
    LEFT JOIN graph_parties AS guaranteed ON guaranteed.party = row.party
    LEFT JOIN ${memberships(moment)} AS giver ON giver.member_id = row.enterprise_id
    LEFT JOIN ${memberships(moment)} AS taker ON taker.member_id = guaranteed_id`)
}

/** What is said against whom: `enterprise_id` and its risk bits. */
export function riskRows(moment: Moment): Sql {
  const said = (bit: number, dataset_id: string, ends_on: string): Sql =>
    sql`SELECT DISTINCT enterprise_id, ${literal(bit)} AS bit FROM ${activeRows(dataset_id, ends_on, moment)} AS fact`
  return sql`
    SELECT CAST(enterprise_id AS INTEGER) AS enterprise_id, CAST(sum(bit) AS INTEGER) AS bits
    FROM (
      ${said(risk_bits.DISHONEST, 'jud_dishonest', 'removed_on')}
      UNION ALL ${said(risk_bits.SERIOUS_ILLEGAL, 'adm_list', 'removed_on')} WHERE list = 'serious_illegal'
      UNION ALL ${said(risk_bits.RESTRICTION, 'jud_restriction', 'lifted_on')}
      UNION ALL ${said(risk_bits.EXECUTION, 'jud_execution', 'closed_on')}
      UNION ALL ${said(risk_bits.OWN_EXECUTION, 'jud_execution', 'closed_on')} WHERE enterprise_id IN (
        SELECT enterprise_id FROM identity.enterprises WHERE starts_with(uscc, '92'))
    ) AS said
    WHERE enterprise_id > 0
    GROUP BY enterprise_id ORDER BY enterprise_id`
}

// Nobody is told to hold, branch or guarantee itself.
function edges(rows: Sql): Sql {
  return sql`
    SELECT CAST(from_node AS INTEGER) AS from_node, CAST(to_node AS INTEGER) AS to_node, CAST(weight AS INTEGER) AS weight
    FROM (${rows}) AS edge
    WHERE from_node <> to_node
    ORDER BY from_node, to_node`
}
