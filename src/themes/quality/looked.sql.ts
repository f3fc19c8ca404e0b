import { type Sql, sql } from '#sql'
import type { Session } from '#warehouse'

/**
 * Makes the temporary tables of what a person has to look at in a staged file: `doubts`, a row's `place`, `fault` and
 * `value` for each reason; `conflicts`, the rows that another source says otherwise, whether they come in or not.
 */
export async function startLooking(session: Session): Promise<void> {
  await session.run(sql`CREATE OR REPLACE TEMP TABLE doubts (place BIGINT, fault VARCHAR, value VARCHAR)`)
  await session.run(sql`
    CREATE OR REPLACE TEMP TABLE conflicts (
      place BIGINT, uscc VARCHAR, held_batch INTEGER, held_row BIGINT, held_source VARCHAR, is_held BOOLEAN)`)
}

/** Whether any row is doubted. */
export async function isDoubted(session: Session): Promise<boolean> {
  const rows = await session.rows(sql`SELECT 1 FROM doubts LIMIT 1`)
  return rows.length > 0
}

/** Each row that is doubted once, with its first reason. */
export const doubted: Sql = sql`
    SELECT place, arg_min(fault, fault) AS fault, arg_min(value, fault) AS value FROM doubts GROUP BY place`
