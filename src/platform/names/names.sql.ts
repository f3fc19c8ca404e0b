import type { ResolveRules } from '#identity'
import type { Instant } from '#kernel'
import { ident, literal, type Sql, sql } from '#sql'
import { factsOf, visibleAt } from '#themes'

/** What the registry says of each enterprise now: its names, its district, when it was founded. */
export function registeredNames({ registry }: ResolveRules, now: Instant): Sql {
  const field = (name: string): Sql => ident('fact', name)
  return sql`
    SELECT fact.enterprise_id, ${field(registry.name)} AS name, ${field(registry.former_names)} AS former_names,
      ${field(registry.region_code)} AS region_code, ${field(registry.established_on)} AS established_on
    FROM ${factsOf(registry.dataset)} AS fact
    WHERE ${visibleAt('strict', sql`CAST(${literal(now)} AS TIMESTAMP)`)} AND ${field(registry.name)} IS NOT NULL
    ORDER BY fact.enterprise_id`
}

/** The latest batch of the registry: while it is the same, so are the names. */
export function latestOfRegistry({ registry }: ResolveRules): Sql {
  return sql`SELECT coalesce(max(batch_id), 0) AS batch_id FROM ${factsOf(registry.dataset)}`
}

/** The codes of some enterprises. */
export function codesOf(enterprise_ids: readonly number[]): Sql {
  return sql`
    SELECT enterprise_id, uscc FROM identity.enterprises
    WHERE enterprise_id IN (SELECT unnest(${literal(`[${enterprise_ids.join(',')}]`)}::INTEGER[]))`
}

/** Who has a code, or the organisation code inside it (its characters 9 to 17, GB 32100-2015). */
export function byCode(code: string): Sql {
  return sql`
    SELECT enterprise_id, uscc FROM identity.enterprises
    WHERE ${code.length === 9 ? sql`substr(uscc, 9, 9) = ${code}` : sql`uscc = ${code}`}
    ORDER BY enterprise_id`
}
