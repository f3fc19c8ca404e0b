import type { Refusal } from '#kernel'
import type { Sql } from '#sql'
import type { Tx } from '#store'
import { insertUse, meteredUse } from './meter.sql.ts'
import { refuse } from './refusals.ts'
import type { ClaimedRequest, Recorded } from './request.ts'

/** A query that was answered. */
export interface Use extends ClaimedRequest {
  readonly client_id: string
  /** `none` where nothing was found: it costs nothing and counts against no quota. */
  readonly hit: 'full' | 'partial' | 'none'
  readonly units: number
  /** The price of a unit where no node of the tree has one of its own. */
  readonly list_price_cny: string
  /** What a repeat must come to again. */
  readonly recorded: Recorded
}

/**
 * Writes down a query within a larger statement, only where `condition` holds: its expression `claimed` has a row where
 * the request id was free, else `answeredMeanwhile` says so.
 */
export function meterPart(use: Use, condition: Sql): Sql {
  return meteredUse(use, condition)
}

/** The refusal of a request id that another query took since it was claimed. */
export function answeredMeanwhile(request_id: string): Refusal {
  return refuse('request_answered_meanwhile', { request_id })
}

/**
 * Writes down a query: its request id is taken, its units are counted, its price is the nearest node's on that day;
 * all in one statement. Refuses with `request_answered_meanwhile` an id that another query took since it was claimed.
 */
export async function meter(tx: Tx, use: Use): Promise<void> {
  if ((await tx.rows(insertUse(use))).length === 0) {
    throw answeredMeanwhile(use.request_id)
  }
}
