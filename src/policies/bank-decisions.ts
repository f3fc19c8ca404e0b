import { type Instant, msOf } from '#kernel'
import type { Tx } from '#store'
import { insertResult, lockDecision, resultsOf, resultsOfLeaves } from './decisions.sql.ts'
import type { BankDecision } from './decisions.ts'
import { reasons_n } from './reasons.ts'
import { refuse } from './refusals.ts'

const amount = /^(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?$/

/**
 * Keeps what the institution decided itself; the same report again changes nothing, another one follows the first.
 * Refuses another institution's decision, a result that lacks its limit or reason, and one older than the last.
 */
export async function reportBankDecision(
  tx: Tx,
  institution: string,
  reported: BankDecision,
  at: Instant,
): Promise<void> {
  const { decision_id, decided_at } = reported
  mustBeWhole(reported)
  const [held] = await tx.rows(lockDecision(decision_id, institution))
  if (held === undefined) throw refuse('decision_unknown', { decision_id })
  const latest = (await bankDecisionsOf(tx, decision_id)).at(-1)
  if (latest !== undefined) {
    if (isSame(latest, reported)) return
    if (msOf(decided_at) < msOf(latest.decided_at))
      throw refuse('bank_decision_earlier', { decision_id, at: decided_at, latest_at: latest.decided_at })
  }
  await tx.run(insertResult(reported, at))
}

/** What the bank reported of a decision, in the order in which it did. */
export async function bankDecisionsOf(tx: Tx, decision_id: string): Promise<readonly BankDecision[]> {
  return await tx.rows<BankDecision>(resultsOf(decision_id))
}

/** What became of disclosures of a firm that were advice: the latest that the bank reported, by the leaf's hash. */
export async function outcomesOf(
  tx: Tx,
  uscc: string,
  leaf_hashes: readonly string[],
): Promise<ReadonlyMap<string, BankDecision>> {
  const rows = await tx.rows<BankDecision & { readonly leaf_hash: string }>(
    resultsOfLeaves(uscc, leaf_hashes),
  )
  return new Map(rows.map(({ leaf_hash, ...decided }) => [leaf_hash, decided]))
}

function mustBeWhole({ decision_id, result, limit_cny, reject_code }: BankDecision): void {
  const invalid = (problem: string) => refuse('bank_decision_invalid', { decision_id, problem })
  const has_limit = limit_cny !== null && amount.test(limit_cny) && Number(limit_cny) > 0
  const has_reason =
    reject_code !== null && Number.isInteger(reject_code) && reject_code >= 1 && reject_code <= reasons_n
  if (result === 'approved' && !has_limit)
    throw invalid('approved needs limit_cny, an amount in yuan as text')
  if (result === 'rejected' && !has_reason)
    throw invalid(`rejected needs reject_code, a public reason from 1 to ${reasons_n}`)
  if (result !== 'approved' && limit_cny !== null) throw invalid(`${result} has no limit_cny`)
  if (result !== 'rejected' && reject_code !== null) throw invalid(`${result} has no reject_code`)
}

function isSame(held: BankDecision, reported: BankDecision): boolean {
  const cents = ({ limit_cny }: BankDecision) =>
    limit_cny === null ? null : Math.round(Number(limit_cny) * 100)
  return (
    held.result === reported.result &&
    cents(held) === cents(reported) &&
    held.reject_code === reported.reject_code &&
    msOf(held.decided_at) === msOf(reported.decided_at)
  )
}
