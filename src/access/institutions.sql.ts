import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { Institution } from './institution.ts'

export function insertInstitution(institution: Institution, at: Instant): Sql {
  const { institution_id, parent_id, ancestor_ids, kind, name } = institution
  return sql`
    INSERT INTO access.institutions (institution_id, parent_id, ancestor_ids, kind, name, added_at)
    VALUES (${institution_id}, ${parent_id}, ${ancestor_ids}, ${kind}, ${name}, ${at})
    ON CONFLICT DO NOTHING`
}

export function theInstitution(institution_id: string): Sql {
  return sql`
    SELECT institution_id, parent_id, ancestor_ids, kind, name
    FROM access.institutions
    WHERE institution_id = ${institution_id}`
}

export function institutionsUnder(institution_id: string): Sql {
  return sql`
    SELECT institution_id, parent_id, ancestor_ids, kind, name
    FROM access.institutions
    WHERE ancestor_ids @> ${[institution_id]}
    ORDER BY cardinality(ancestor_ids), institution_id`
}
