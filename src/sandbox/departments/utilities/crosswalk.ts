import type { Day, Month } from '#kernel'
import { type Firm, movedIn } from '../../firm.ts'
import { publishedOn, type RowDepartment, row } from '../row-department.ts'
import { sinceFounding } from '../standing.ts'
import { accountOf, type Meter, metersOf, relationOf } from './meters.ts'

const founded = sinceFounding((firm, published_at) =>
  metersOf(firm).map((meter) => use(firm, meter, {}, published_at)),
)

/** Which accounts are whose: one's own, the landlord's, one shared, and the one that was left behind. */
export const crosswalk: RowDepartment = {
  dataset: 'id_crosswalk',
  columns: ['kind', 'account_hash', 'relation', 'from_on', 'to_on', 'method', 'confidence', 'published_at'],
  ...{ day: 4, hour: '02:00', yearly: true },
  stock: founded.stock,
  rows: (firm, period, firms) => [
    ...founded.rows(firm, period, firms),
    ...metersOf(firm).flatMap((meter) => changed(firm, meter, period.at)),
  ],
}

function changed(firm: Firm, meter: Meter, at: Month): readonly string[] {
  const { closed_month, closed_on, here_from_on } = firm
  if (closed_month === at && closed_on !== null)
    return [use(firm, meter, { to_on: closed_on }, publishedOn(closed_on))]
  if (!movedIn(firm, at) || relationOf(firm) !== 'own') return []
  const moves = firm.moves - 1
  const from_on = firm.there_from_on ?? firm.established_on
  const left: readonly Use[] = [
    { moves, from_on, to_on: here_from_on },
    { moves, from_on: here_from_on, relation: 'former' },
    {},
  ]
  return left.map((each) => use(firm, meter, each, publishedOn(here_from_on)))
}

/** What is other than usual in the use of an account: it is that of where the firm is, since it is there. */
interface Use {
  readonly moves?: number
  readonly from_on?: Day
  readonly to_on?: Day
  readonly relation?: 'former'
}

function use(firm: Firm, meter: Meter, told: Use, published_at: string): string {
  const is_own = relationOf(firm) === 'own'
  // Who has a meter in common keeps it: buildings do not change with a move.
  const since = is_own ? firm.here_from_on : firm.established_on
  const { moves = firm.moves, from_on = since, to_on = null, relation = relationOf(firm) } = told
  const [method, confidence] = is_own ? ['source', '1'] : ['matched', '0.8']
  return row(
    ...[meter, accountOf(firm, meter, moves), relation, from_on, to_on],
    ...[method, confidence, published_at],
  )
}
