import { sql } from '#sql'
import type { Session } from '#warehouse'

/**
 * Makes whatever is missing of the tables of who is who: `identity.enterprises` (dense `enterprise_id`, never reused,
 * its code and `marks` about that code) and `identity.members` (which enterprise answers for another, in time).
 */
export async function ensureIdentity(session: Session): Promise<void> {
  await session.run(sql`CREATE SCHEMA IF NOT EXISTS identity`)
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS identity.enterprises (
      enterprise_id INTEGER NOT NULL, uscc VARCHAR NOT NULL, marks INTEGER NOT NULL, batch_id INTEGER NOT NULL)`)
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS identity.members (
      enterprise_id INTEGER NOT NULL, member_id INTEGER NOT NULL, known_at TIMESTAMP NOT NULL, superseded_at TIMESTAMP)`)
}
