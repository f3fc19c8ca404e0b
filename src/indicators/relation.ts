import type { Sql } from '#sql'
import type { Session } from '#warehouse'
import { compileIndicators, compileScan } from './compile/compile.ts'
import type { Reading, Spine } from './compile/frame.ts'
import { keepPart, keepScan, sideBySide } from './parts.sql.ts'
import type { IndicatorPlan } from './plan/plan.ts'

/**
 * The answers of a plan over a spine as a relation that is good in this session until the next question. A plan of
 * several parts is worked out here, part after part; one of a single part when the relation is read.
 */
export async function answersOf(
  session: Session,
  plan: IndicatorPlan,
  spine: Spine,
  reading: Reading,
): Promise<Sql> {
  if (plan.parts.length < 2) return compileIndicators(plan, spine, reading)
  for (const planned of plan.datasets) {
    const { id } = planned.dataset
    if (plan.kept.includes(id)) await session.run(keepScan(id, compileScan(planned, spine, reading)))
  }
  for (const [at, part] of plan.parts.entries())
    await session.run(keepPart(at, compileIndicators(part, spine, reading, plan.kept)))
  return sideBySide(plan)
}
