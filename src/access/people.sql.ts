import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { NewPerson } from './person.ts'

export function insertPerson({ person_id, institution_id, name, roles }: NewPerson, at: Instant): Sql {
  return sql`
    INSERT INTO access.people (person_id, institution_id, name, roles, added_at)
    VALUES (${person_id}, ${institution_id}, ${name}, ${roles}, ${at})
    ON CONFLICT DO NOTHING`
}

/** Changes what is given of a person; null leaves it. */
export function updatePerson(person_id: string, status: string | null, roles: readonly string[] | null): Sql {
  return sql`
    UPDATE access.people
    SET status = COALESCE(${status}, status), roles = COALESCE(${roles}, roles)
    WHERE person_id = ${person_id}`
}

export function thePerson(person_id: string): Sql {
  return sql`
    SELECT person_id, institution_id, ancestor_ids, kind AS institution_kind, institutions.name AS institution_name,
      people.name, roles, status
    FROM access.people
    JOIN access.institutions USING (institution_id)
    WHERE person_id = ${person_id}`
}
