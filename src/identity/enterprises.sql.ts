import { literal, sql } from '#sql'
import type { Session } from '#warehouse'
import { code_marks } from './marks.ts'
import { refuse } from './refusals.ts'

/** An enterprise by its dense number and its code. */
export interface KnownEnterprise {
  readonly enterprise_id: number
  readonly uscc: string
  /** Whether its code is one that nobody can have, which an operator let in with a note. */
  readonly is_overridden: boolean
}

/** The enterprise of a code. Refuses with `enterprise_unknown`. */
export async function requireEnterprise(session: Session, uscc: string): Promise<KnownEnterprise> {
  const [enterprise] = await session.rows<KnownEnterprise>(sql`
    SELECT enterprise_id, uscc, (marks // ${literal(code_marks.OVERRIDDEN)}) % 2 = 1 AS is_overridden
    FROM identity.enterprises WHERE uscc = ${uscc}`)
  if (enterprise === undefined) throw refuse('enterprise_unknown', { uscc })
  return enterprise
}
