import type { IndicatorPlan } from './plan.ts'

/**
 * Up to so many indicators are one statement, and more are shared out among statements of so many. Planning grows
 * faster than the width of a statement: 160 in one took 4.7 s, 160 in eight parts 2.5 s; 32 in one 0.33 s, in three
 * parts 0.48 s (13,883 firms, 58 datasets; measured).
 */
const most_alone = 60
const most_together = 20

/** A dataset of months weighs so many of the others: that is how many more rows of it a firm has. */
const month_weight = 25

/**
 * Shares out the indicators of a plan among parts that read as few datasets twice as may be, each with its ids in the
 * order of the plan. One part where they are few.
 */
export function sharedOut(
  ids: readonly string[],
  planned: (ids: readonly string[]) => Pick<IndicatorPlan, 'datasets'>,
): readonly (readonly string[])[] {
  if (ids.length <= most_alone) return [ids]
  const parts: Part[] = []
  const wide_first = ids
    .map((id) => ({ id, reads: readsOf(planned([id])) }))
    .sort((a, b) => weightOf(b.reads) - weightOf(a.reads))
  for (const { id, reads } of wide_first) {
    const open = parts.filter((part) => part.ids.size < most_together)
    const [nearest] = open.sort((a, b) => sharedWeight(b, reads) - sharedWeight(a, reads))
    const part = nearest ?? { ids: new Set(), reads: new Map() }
    if (nearest === undefined) parts.push(part)
    part.ids.add(id)
    for (const [dataset, weight] of reads) part.reads.set(dataset, weight)
  }
  return parts.map((part) => ids.filter((id) => part.ids.has(id)))
}

interface Part {
  readonly ids: Set<string>
  readonly reads: Map<string, number>
}

function readsOf({ datasets }: Pick<IndicatorPlan, 'datasets'>): ReadonlyMap<string, number> {
  return new Map(
    datasets.map(({ dataset: { id, kind } }) => [id, kind === 'month' ? month_weight : 1] as const),
  )
}

function weightOf(reads: ReadonlyMap<string, number>): number {
  return [...reads.values()].reduce((total, weight) => total + weight, 0)
}

function sharedWeight({ reads }: Part, others: ReadonlyMap<string, number>): number {
  return [...others].reduce((total, [dataset, weight]) => total + (reads.has(dataset) ? weight : 0), 0)
}
