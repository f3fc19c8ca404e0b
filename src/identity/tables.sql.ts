import { sql } from '#sql'
import type { Session } from '#warehouse'

/**
 * Makes whatever is missing of the tables of who is who: `identity.enterprises` (dense `enterprise_id`, never reused,
 * its code and `marks` about that code), `identity.members` (which enterprise answers for another, in time),
 * `identity.merges` (who merged them and took it back, with their notes) and `identity.successions` (which firm goes on
 * from which individual business, in time).
 */
export async function ensureIdentity(session: Session): Promise<void> {
  await session.run(sql`CREATE SCHEMA IF NOT EXISTS identity`)
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS identity.enterprises (
      enterprise_id INTEGER NOT NULL, uscc VARCHAR NOT NULL, marks INTEGER NOT NULL, batch_id INTEGER NOT NULL)`)
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS identity.members (
      enterprise_id INTEGER NOT NULL, member_id INTEGER NOT NULL, known_at TIMESTAMP NOT NULL, superseded_at TIMESTAMP)`)
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS identity.merges (
      merge_id INTEGER NOT NULL, enterprise_id INTEGER NOT NULL, member_id INTEGER NOT NULL,
      merged_at TIMESTAMP NOT NULL, merged_by VARCHAR NOT NULL, note VARCHAR NOT NULL,
      split_at TIMESTAMP, split_by VARCHAR, split_note VARCHAR)`)
  await session.run(sql`
    CREATE TABLE IF NOT EXISTS identity.successions (
      from_id INTEGER NOT NULL, to_id INTEGER NOT NULL, succeeded_on DATE NOT NULL,
      known_at TIMESTAMP NOT NULL, superseded_at TIMESTAMP, recorded_by VARCHAR NOT NULL, note VARCHAR NOT NULL,
      ended_by VARCHAR, ended_note VARCHAR)`)
}
