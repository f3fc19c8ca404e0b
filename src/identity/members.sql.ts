import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { Session } from '#warehouse'

/** Which enterprise answers for another at an instant, as a relation: `member_id` and whose it is, `enterprise_id`. */
export function membershipsAt(at: Sql): Sql {
  return sql`(
    SELECT member_id, enterprise_id FROM identity.members
    WHERE member_id <> enterprise_id AND known_at <= ${at} AND (superseded_at IS NULL OR superseded_at > ${at}))`
}

/** The days on which companies went on from individual businesses, as known at an instant: `enterprise_id, j`. */
export function succeededSql(at: Sql): Sql {
  return sql`
    SELECT to_id AS enterprise_id, list(CAST(succeeded_on AS VARCHAR) ORDER BY succeeded_on) AS j
    FROM identity.successions
    WHERE known_at <= ${at} AND (superseded_at IS NULL OR superseded_at > ${at})
    GROUP BY to_id`
}

/** The memberships at an instant, or null where nobody answers for anybody, so that who reads need not look. */
export async function someMemberships(session: Session, as_of: Instant): Promise<Sql | null> {
  const rows = await session.rows(sql`SELECT 1 FROM identity.members LIMIT 1`)
  return rows.length === 0 ? null : membershipsAt(sql`CAST(${as_of} AS TIMESTAMP)`)
}
