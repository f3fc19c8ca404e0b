import type { Instant } from '#kernel'
import type { ClockMode, Law } from '#themes'
import { onOwnConnection, type Session, type Warehouse } from '#warehouse'
import {
  drawBenchmark,
  forget_told,
  forgetBenchmarks,
  industriesAt,
  keepTold,
  lastDrawn,
  make_benchmarks,
} from './benchmarks.sql.ts'
import type { Definitions } from './check/check.ts'
import { allOf } from './check/term.ts'
import { statementAt } from './compute.ts'
import { peersOf } from './peers.ts'
import { planIndicators, termsOf } from './plan/plan.ts'

/** What was drawn: of which indicators, when. */
export interface BenchmarkReport {
  readonly indicators: readonly string[]
  readonly drawn_at: Instant
  readonly rows: number
}

/** Makes whatever is missing of the tables of this room: `indicators.benchmarks`. */
export async function ensureIndicators(session: Session): Promise<void> {
  for (const statement of make_benchmarks) await session.run(statement)
}

/** When the latest picture of peers was drawn; null where there is none. */
export async function benchmarksDrawnAt(
  session: Session,
  mode: ClockMode = 'strict',
): Promise<Instant | null> {
  const [row] = await session.rows<{ drawn_at: Instant | null }>(lastDrawn(mode))
  return row?.drawn_at ?? null
}

/** The indicators that others compare with peers. */
export function comparedIndicators(definitions: Definitions): readonly string[] {
  const { figures } = planIndicators(definitions)
  const compared = figures
    .flatMap(termsOf)
    .flatMap(allOf)
    .flatMap((term) => (term.kind === 'peer' ? [term.id] : []))
  return [...new Set(compared)].sort()
}

/**
 * Draws the picture of all peers at an instant: what each hundredth of each industry and size reaches, of every
 * indicator that is compared. What is asked of an instant reads the latest picture by then, so that one firm asked
 * alone and all of them together are told the same. Refuses `peers_missing`.
 */
export function drawBenchmarks(
  warehouse: Session | Warehouse,
  definitions: Definitions,
  { as_of, mode = 'strict', law }: { readonly as_of: Instant; readonly mode?: ClockMode; readonly law?: Law },
): Promise<BenchmarkReport> {
  const peers = peersOf(definitions)
  const indicators = comparedIndicators(definitions)
  const plan = planIndicators(definitions, [...new Set([...indicators, peers.size])])
  const industry = plan.definitions.symbols.get(peers.industry)
  if (industry === undefined) throw new Error(`${peers.industry} has been checked`)
  return onOwnConnection(warehouse, async (session) => {
    const statement = await statementAt(session, plan, { as_of, mode, law })
    await session.run(keepTold(statement, indicators, peers.size, industriesAt(industry, mode, as_of)))
    const rows = await session.transaction(async (tx) => {
      await tx.run(forgetBenchmarks(mode, as_of))
      let drawn = 0
      for (const id of indicators) drawn += await tx.run(drawBenchmark(id, mode, as_of))
      return drawn
    })
    await session.run(forget_told)
    return { indicators, drawn_at: as_of, rows }
  })
}
