import type { Instant } from '#kernel'
import { ident, join, type Sql, sql } from '#sql'
import { addressKey } from '../address/key.sql.ts'
import { at, currentRows, type Moment, memberships, registered } from '../read/facts.sql.ts'
import { figure_names } from './figures.ts'

/** The table of figures, which its session alone sees. */
export const figures_table: Sql = ident('temp', 'graph_figures')

/** The table through which the figures of one graph come from the program to the engine. */
export const told_table = 'graph_told'

/** Makes the table of figures, empty, in the shape of a table of facts. */
export function makeFigures(): Sql {
  return sql`
    CREATE OR REPLACE TEMP TABLE graph_figures (
      enterprise_id INTEGER NOT NULL, related_n BIGINT, related_negative_n BIGINT, controlled_n BIGINT,
      one_hop_dishonest BIGINT, guarantee_circle BIGINT, guaranteed_amount DECIMAL(18,6), same_address_n BIGINT,
      contagion_score DECIMAL(18,6), holder_execution BIGINT,
      known_at TIMESTAMP NOT NULL, superseded_at TIMESTAMP, intake_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
      is_tombstone BOOLEAN NOT NULL, marks INTEGER NOT NULL, batch_id INTEGER NOT NULL, row_no BIGINT NOT NULL)`
}

/** Makes the table through which figures come, empty. */
export function makeTold(): Sql {
  const columns = figure_names.map((name) => sql`${ident(name)} DOUBLE`)
  return sql`CREATE OR REPLACE TEMP TABLE graph_told (${join(columns)})`
}

/** Removes the table through which figures come. */
export function dropTold(): Sql {
  return sql`DROP TABLE IF EXISTS temp.graph_told`
}

/**
 * Keeps the figures of one graph, with what the engine counts itself: the guarantees given, and how many firms in
 * business have the same address. They stand until the next instant that is asked for, and then no more.
 */
export function keepFigures(moment: Moment, until: Instant | null): Sql {
  const from = at(moment.as_of)
  const to = until === null ? sql`CAST(NULL AS TIMESTAMP)` : at(until)
  return sql`
    INSERT INTO ${figures_table}
    SELECT CAST(told.enterprise_id AS INTEGER), told.related_n, told.related_negative_n, told.controlled_n,
      told.one_hop_dishonest, told.guarantee_circle, coalesce(guaranteed.amount, 0), same.n, told.contagion_score,
      told.holder_execution, ${from}, ${to}, ${from}, ${to}, false, 0, 0, told.enterprise_id
    FROM graph_told AS told
    LEFT JOIN (${guaranteedAmounts(moment)}) AS guaranteed ON guaranteed.enterprise_id = told.enterprise_id
    LEFT JOIN (${sameAddress(moment)}) AS same ON same.enterprise_id = told.enterprise_id
    WHERE told.is_known = 1
      OR told.enterprise_id IN (SELECT enterprise_id FROM ${registered(moment)} AS base)`
}

function guaranteedAmounts(moment: Moment): Sql {
  return sql`
    SELECT coalesce(member.enterprise_id, row.enterprise_id) AS enterprise_id, sum(row.amount) AS amount
    FROM ${currentRows('reg_guarantee_public', ['guaranteed_uscc', 'from_on', 'origin'], moment)} AS row
    LEFT JOIN ${memberships(moment)} AS member ON member.member_id = row.enterprise_id
    WHERE row.origin <> 'bank_upload'
    GROUP BY ALL`
}

// Only the districts of those who are asked for are looked at: an address of another district is another address.
function sameAddress(moment: Moment): Sql {
  return sql`
    SELECT enterprise_id, count(*) FILTER (WHERE status = 'active') OVER (PARTITION BY region_code, key) AS n
    FROM (
      SELECT enterprise_id, status, region_code, ${addressKey(sql`address`)} AS key
      FROM ${registered(moment)} AS base
      WHERE region_code IN (
        SELECT region_code FROM ${registered(moment)} AS asked
        WHERE enterprise_id IN (SELECT enterprise_id FROM graph_told))
    ) AS addresses
    WHERE key IS NOT NULL`
}
