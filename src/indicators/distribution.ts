import type { Instant } from '#kernel'
import type { Law } from '#themes'
import { onOwnConnection, type Session, type Warehouse } from '#warehouse'
import { forget_told, industriesAt, keepTold } from './benchmarks.sql.ts'
import type { Definitions } from './check/check.ts'
import { statementAt } from './compute.ts'
import { groupsTold } from './distribution.sql.ts'
import { peersOf } from './peers.ts'
import { planIndicators } from './plan/plan.ts'

/** What a tenth, a quarter, half, three quarters and nine tenths of a group of firms reach at most. */
export interface DistributionGroup {
  /** Null where it is of all industries. */
  readonly industry_group: string | null
  /** Null where it is of all sizes. */
  readonly size_group: number | null
  readonly firms_n: number
  readonly p10: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p90: number
}

/**
 * How an indicator is spread over the enterprises that say their industry and size, at an instant: of all, by size, by
 * industry and by both; never of fewer firms than are compared with each other, and to a few digits, for a hundredth
 * is one firm's own value. Refuses `peers_missing`.
 */
export function distributionAt(
  warehouse: Session | Warehouse,
  definitions: Definitions,
  id: string,
  { as_of, law }: { readonly as_of: Instant; readonly law?: Law },
): Promise<readonly DistributionGroup[]> {
  const peers = peersOf(definitions)
  const plan = planIndicators(definitions, [...new Set([id, peers.size])])
  const industry = plan.definitions.symbols.get(peers.industry)
  if (industry === undefined) throw new Error(`${peers.industry} has been checked`)
  return onOwnConnection(warehouse, async (session) => {
    const statement = await statementAt(session, plan, { as_of, law })
    await session.run(keepTold(statement, [id], peers.size, industriesAt(industry, 'strict', as_of)))
    const groups = await session.rows<DistributionGroup>(groupsTold(id, peers.least.value))
    await session.run(forget_told)
    return groups.map((group) => rounded(group, peers.digits.value))
  })
}

function rounded(
  { p10, p25, p50, p75, p90, ...group }: DistributionGroup,
  digits: number,
): DistributionGroup {
  const to = (reached: number): number => Number(reached.toPrecision(digits))
  return { ...group, p10: to(p10), p25: to(p25), p50: to(p50), p75: to(p75), p90: to(p90) }
}
