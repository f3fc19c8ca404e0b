import type { Instant } from '#kernel'
import { empty, ident, join, literal, type Sql, sql } from '#sql'
import { factsOf } from '#themes'
import { addressKey } from '../address/key.sql.ts'
import {
  at,
  currentRows,
  factsAt,
  known,
  type Lawful,
  type Moment,
  memberships,
  registered,
} from '../read/facts.sql.ts'
import { figure_names } from './figures.ts'

/** The table of figures, which its session alone sees. */
export const figures_table: Sql = ident('temp', 'graph_figures')

/** The table through which the figures of one graph come from the program to the engine. */
export const told_table = 'graph_told'

/** The table of addresses by their keys. */
export const addresses_table = 'graph_addresses'

/** Makes the table of figures, empty, in the shape of a table of facts. */
export function makeFigures(): Sql {
  return sql`
    CREATE OR REPLACE TEMP TABLE graph_figures (
      enterprise_id INTEGER NOT NULL, related_n BIGINT, related_negative_n BIGINT, controlled_n BIGINT,
      one_hop_dishonest BIGINT, guarantee_circle BIGINT, guaranteed_amount DECIMAL(18,6), same_address_n BIGINT, crowded_address BIGINT,
      contagion_score DECIMAL(18,6), holder_execution BIGINT,
      known_at TIMESTAMP NOT NULL, superseded_at TIMESTAMP, intake_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
      is_tombstone BOOLEAN NOT NULL, marks INTEGER NOT NULL, batch_id INTEGER NOT NULL, row_no BIGINT NOT NULL)`
}

/** Makes the table through which figures come, empty. */
export function makeTold(): Sql {
  const columns = figure_names.map((name) => sql`${ident(name)} DOUBLE`)
  return sql`CREATE OR REPLACE TEMP TABLE graph_told (${join(columns)})`
}

/** Removes a table that figures came from. */
export function dropTemporary(table: string): Sql {
  return sql`DROP TABLE IF EXISTS ${ident('temp', table)}`
}

/**
 * Keeps the figures of one graph, with what the engine counts itself: the guarantees given, and how many firms in
 * business have the same address. They stand until the next instant that is asked for, and then no more.
 */
export function keepFigures(moment: Moment, until: Instant | null, crowd_size: number): Sql {
  const from = at(moment.as_of)
  const to = until === null ? sql`CAST(NULL AS TIMESTAMP)` : at(until)
  return sql`
    INSERT INTO ${figures_table}
    SELECT CAST(told.enterprise_id AS INTEGER), told.related_n, told.related_negative_n, told.controlled_n,
      told.one_hop_dishonest, told.guarantee_circle, coalesce(guaranteed.amount, 0), same.n,
      CASE WHEN same.n >= ${literal(crowd_size)} THEN 1 ELSE 0 END, told.contagion_score,
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

/**
 * Makes the addresses of every version of the registry's rows, their keys once for all instants. Only the districts of
 * those who are asked for are looked at: an address of another district is another address.
 */
export function makeAddresses(
  enterprise_ids: readonly number[] | undefined,
  lawful: Lawful | undefined,
): Sql {
  const districts =
    enterprise_ids === undefined
      ? empty
      : sql`AND region_code IN (
      SELECT region_code FROM ${factsOf('reg_entity_base')} WHERE enterprise_id IN (${listOf(enterprise_ids)}))`
  return sql`
    CREATE OR REPLACE TEMP TABLE graph_addresses AS
    SELECT enterprise_id, status, region_code, ${addressKey(sql`address`)} AS key,
      known_at, superseded_at, intake_at, closed_at
    FROM ${factsAt('reg_entity_base', lawful)} AS base
    WHERE NOT is_tombstone ${districts}`
}

/** Whom a relation of pairs asks for at an instant. */
export function askedAt(pairs: Sql, as_of: Instant): Sql {
  return sql`
    SELECT DISTINCT CAST(enterprise_id AS INTEGER) AS enterprise_id FROM ${pairs} AS pair
    WHERE as_of = ${at(as_of)} AND enterprise_id IS NOT NULL ORDER BY enterprise_id`
}

function sameAddress(moment: Moment): Sql {
  return sql`
    SELECT enterprise_id, count(*) FILTER (WHERE status = 'active') OVER (PARTITION BY region_code, key) AS n
    FROM graph_addresses WHERE key IS NOT NULL AND ${known(moment)}`
}

function listOf(enterprise_ids: readonly number[]): Sql {
  return enterprise_ids.length === 0 ? sql`NULL` : join(enterprise_ids.map(literal))
}
