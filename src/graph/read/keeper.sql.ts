import { join, literal, type Sql, sql } from '#sql'
import { type ClockMode, clockColumns, factsOf } from '#themes'

/** What a graph is drawn from. */
export const graph_datasets = [
  ...['reg_entity_base', 'reg_shareholder', 'reg_key_person', 'reg_branch_invest', 'reg_guarantee_public'],
  ...['jud_dishonest', 'jud_restriction', 'jud_execution', 'adm_list'],
] as const

/**
 * What tells one state of the facts from another by a clock: the latest batch, how many memberships and
 * annotations there are, and the last instant at which anything changed, since which nothing has.
 */
export function stateOfFacts(mode: ClockMode): Sql {
  const { from, until } = clockColumns(mode)
  const changes = graph_datasets.map(
    (id) => sql`SELECT greatest(max(${from}), max(${until})) AS changed_at FROM ${factsOf(id)}`,
  )
  return sql`
    SELECT (SELECT coalesce(max(batch_id), 0) FROM intake.batches) AS generation,
      (SELECT count(*) + count(superseded_at) FROM identity.members) AS memberships,
      (SELECT count(*) + count(until_at) FROM themes.annotations) AS annotations,
      max(changed_at) AS changed_at
    FROM (
      ${join(changes, ' UNION ALL ')}
      UNION ALL SELECT greatest(max(known_at), max(superseded_at)) FROM identity.members
      UNION ALL SELECT TIMESTAMP ${literal('1970-01-01')}
    ) AS changes`
}
