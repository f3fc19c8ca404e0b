import { daysAfter, type Instant, lastDayOf, type Month, monthAfter, startOf } from '#kernel'
import type { Tx } from '#store'
import { linesOf, usageRows } from './statements.sql.ts'

/** A node of the tree that a statement is about, with what stands above it, itself first. */
export interface TreeNode {
  readonly institution_id: string
  readonly ancestor_ids: readonly string[]
}

/** What a node and all below it used of a product in a month. */
export interface StatementLine {
  readonly institution_id: string
  readonly product_id: string
  readonly queries: number
  readonly hits: number
  readonly units: number
  readonly amount_cny: string
}

/** A query as it was metered. */
export interface UsageRow {
  readonly usage_id: number
  readonly institution_id: string
  readonly client_id: string
  readonly request_id: string
  readonly product_id: string
  readonly product_version: string
  readonly hit: 'full' | 'partial' | 'none'
  readonly units: number
  readonly amount_cny: string
  readonly consent_id: string | null
  readonly at: Instant
}

/** The statement of a month in Shanghai over a tree: each node's line is the sum of its own and those below. */
export function statementOf(
  tx: Tx,
  { tree, month }: { readonly tree: readonly TreeNode[]; readonly month: Month },
): Promise<readonly StatementLine[]> {
  return tx.rows<StatementLine>(linesOf(tree, ...spanOf(month)))
}

/** The rows behind a statement after one of them, the oldest first; a thousand at most. */
export function usageOf(
  tx: Tx,
  {
    institution_ids,
    month,
    after_usage_id = 0,
  }: { readonly institution_ids: readonly string[]; readonly month: Month; readonly after_usage_id?: number },
): Promise<readonly UsageRow[]> {
  return tx.rows<UsageRow>(usageRows(institution_ids, ...spanOf(month), after_usage_id))
}

function spanOf(month: Month): readonly [Instant, Instant] {
  const first = daysAfter(lastDayOf(monthAfter(month, -1)), 1)
  return [startOf(first), startOf(daysAfter(lastDayOf(month), 1))]
}
