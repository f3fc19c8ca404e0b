import { type Leaf, leavesPart } from '#audit'
import { type Grant, holdConsent } from '#consent'
import { meterPart, type Use } from '#metering'
import { type Sql, sql } from '#sql'

/** What a disclosure writes. */
export interface Written {
  /** Null where the facts are public. */
  readonly grant: Grant | null
  readonly leaf: Leaf
  /** Null where a request is answered again. */
  readonly use: Use | null
}

/** Whether the consent was held and the request id was free; where one was not, nothing was written. */
export interface Outcome {
  readonly held: boolean
  readonly claimed: boolean
}

/**
 * The whole record of a disclosure in one statement: the consent is held, the request taken and metered if it was, the
 * leaf written if that was done. A round trip of its own for each cost more than the work.
 */
export function recordDisclosure({ grant, leaf, use }: Written): Sql {
  const held = grant === null ? sql`held AS (SELECT 1)` : holdConsent(grant, { count: use !== null })
  const is_held = sql`EXISTS (SELECT FROM held)`
  const claimed = use === null ? sql`claimed AS (SELECT FROM held)` : meterPart(use, is_held)
  const is_claimed = sql`EXISTS (SELECT FROM claimed)`
  return sql`
    WITH ${held}, ${claimed}, ${leavesPart([leaf], is_claimed)}
    SELECT ${is_held} AS held, ${is_claimed} AS claimed`
}
