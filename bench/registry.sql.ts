import { sql } from '#sql'
import type { Session } from '#warehouse'

/** What is held of a register. */
export interface RegistryCounts {
  readonly enterprises: number
  readonly merges: number
  /** Rows whose capital is an amount, and those of which it is unknown. */
  readonly capital_known: number
  readonly capital_unknown: number
  /** Codes whose inner check digit is odd; a mark, not a fault. */
  readonly codes_marked: number
}

/** The codes in the order in which they came. */
export async function codesHeld(session: Session): Promise<readonly string[]> {
  const rows = await session.rows<{ uscc: string }>(sql`
    SELECT uscc FROM identity.enterprises ORDER BY enterprise_id`)
  return rows.map(({ uscc }) => uscc)
}

/** The names, each with how many codes have it. */
export function namesHeld(
  session: Session,
): Promise<readonly { readonly name: string; readonly codes: number }[]> {
  return session.rows(sql`
    SELECT name, count(DISTINCT enterprise_id) AS codes FROM facts.reg_entity_base
    WHERE superseded_at IS NULL GROUP BY name ORDER BY name`)
}

/** The counts of what is held. */
export async function countsHeld(session: Session): Promise<RegistryCounts> {
  const [counts] = await session.rows<RegistryCounts>(sql`
    SELECT (SELECT count(*) FROM identity.enterprises) AS enterprises,
      (SELECT count(*) FROM identity.members) AS merges,
      count(registered_capital) AS capital_known,
      count(*) - count(registered_capital) AS capital_unknown,
      (SELECT count(*) FROM identity.enterprises WHERE marks > 0) AS codes_marked
    FROM facts.reg_entity_base WHERE superseded_at IS NULL`)
  if (counts === undefined) throw new Error('a count gives a row')
  return counts
}
