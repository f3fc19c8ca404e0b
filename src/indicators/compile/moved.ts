import { join, literal, type Sql, sql } from '#sql'
import type { PlannedDataset } from '../plan/plan.ts'
import { column } from './names.ts'

/** A scan of a dataset of periods with its months counted from each firm's own latest one, `behind` the dataset's. */
export function movedSql(planned: PlannedDataset, scan: Sql): Sql {
  const { id } = planned.dataset
  const behind = column.dataset(id, 'behind')
  const masks = masksOf(planned).map((mask) => sql`${mask} >> ${behind} AS ${mask}`)
  const points = planned.numbers.flatMap(({ symbol, atoms }) => {
    const point = (from: number) => column.atom(symbol.id, { from, months: 1 })
    // The scan brings two months more than are read, so that the oldest ones have something to move from.
    return atoms
      .slice(0, -2)
      .map(
        ({ from }) =>
          sql`CASE ${behind} WHEN 0 THEN ${point(from)} WHEN 1 THEN ${point(from + 1)} ELSE ${point(from + 2)} END AS ${point(from)}`,
      )
  })
  return sql`
    SELECT ${join([column.dataset(id, 'key'), behind, ...masks, ...points])}
    FROM (${scan}
    ) AS from_dataset`
}

function masksOf({ dataset: { id }, truths, uncertain }: PlannedDataset): readonly Sql[] {
  return [
    column.dataset(id, 'present'),
    column.dataset(id, 'assumed'),
    column.dataset(id, 'spread'),
    column.dataset(id, 'ends'),
    ...truths.map((symbol) => column.symbol(symbol.id, 'true')),
    ...uncertain.map((symbol) => column.symbol(symbol.id, 'unknown')),
    ...uncertain
      .filter(({ suppressible }) => suppressible.length > 0)
      .map((symbol) => column.symbol(symbol.id, 'suppressed')),
  ]
}

/** The months before a dataset's latest that the firm's own latest month lies back; a literal nought without periods. */
export function behindOf({ dataset: { id }, has_periods }: PlannedDataset): Sql {
  return has_periods ? column.dataset(id, 'behind') : literal(0)
}
