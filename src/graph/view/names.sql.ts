import { join, literal, type Sql, sql } from '#sql'
import { half } from '../read/edges.sql.ts'
import { currentRows, type Moment, registered } from '../read/facts.sql.ts'

/** The code of each of some enterprises, and its name where the registry has told one. */
export function enterpriseNames(moment: Moment, enterprise_ids: readonly number[]): Sql {
  return sql`
    SELECT enterprise.enterprise_id, enterprise.uscc, base.name
    FROM identity.enterprises AS enterprise
    LEFT JOIN ${registered(moment)} AS base ON base.enterprise_id = enterprise.enterprise_id
    WHERE enterprise.enterprise_id IN (${listOf(enterprise_ids)})`
}

/** What the holders and targets of some enterprises are called that are no persons; `high` and `low` tell which. */
export function partyNames(moment: Moment, enterprise_ids: readonly number[]): Sql {
  const named = (key: Sql, name: Sql, rows: Sql): Sql => sql`
    SELECT ${half(sql`'other ' || ${key}`, 'high')} AS high, ${half(sql`'other ' || ${key}`, 'low')} AS low, ${name} AS name
    FROM ${rows} AS row WHERE enterprise_id IN (${listOf(enterprise_ids)})`
  return sql`
    SELECT high, low, min(name) AS name
    FROM (
      ${named(
        sql`coalesce(upper(holder_uscc), holder_id_hash)`,
        sql`holder_name`,
        currentRows('reg_shareholder', ['holder_id_hash'], moment),
      )} AND holder_type <> 'person'
      UNION ALL ${named(
        sql`upper(target_uscc)`,
        sql`target_name`,
        currentRows('reg_branch_invest', ['target_uscc', 'kind'], moment),
      )}
    ) AS named
    GROUP BY high, low`
}

/** The positions of the persons who run some enterprises. */
export function positionsIn(moment: Moment, enterprise_ids: readonly number[]): Sql {
  const party = sql`'person ' || person_id_hash`
  return sql`
    SELECT enterprise_id, ${half(party, 'high')} AS high, ${half(party, 'low')} AS low, position
    FROM ${currentRows('reg_key_person', ['person_id_hash', 'position'], moment)} AS row
    WHERE enterprise_id IN (${listOf(enterprise_ids)})
    ORDER BY enterprise_id, high, low, position`
}

/** The number of a known enterprise by its code. */
export function enterpriseByCode(uscc: string): Sql {
  return sql`SELECT enterprise_id FROM identity.enterprises WHERE uscc = ${uscc}`
}

function listOf(enterprise_ids: readonly number[]): Sql {
  return enterprise_ids.length === 0 ? sql`NULL` : join(enterprise_ids.map(literal))
}
