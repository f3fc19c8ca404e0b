import { empty, join, literal, type Sql, sql } from '#sql'
import { disputedIn, isPulled } from '#themes'
import { crosswalk_dataset, type PlannedDataset } from '../plan/plan.ts'
import { hasOwn } from './accounts.ts'
import { flagBit } from './flags.ts'
import type { Reading } from './frame.ts'
import { column } from './names.ts'

/** The spine with what each scan brought: whether a dataset covers the firm and has a row of it, and its silent months. */
export function readSql(datasets: readonly PlannedDataset[], reading: Reading): Sql {
  const joins = datasets.map(
    ({ dataset: { id } }) =>
      sql`
    LEFT JOIN ${column.scan(id)} ON ${column.dataset(id, 'key')} = spine.key`,
  )
  return sql`
    SELECT *${join(
      datasets.map((each) => recordFlags(each, reading)),
      '',
    )}${join(datasets.map(silentMonths), '')}${join(datasets.map(toldMonths), '')}
    FROM spine${join(joins, '')}`
}

function recordFlags({ dataset }: PlannedDataset, reading: Reading): Sql {
  const { id, kind } = dataset
  const [key, m0] = [column.dataset(id, 'key'), column.dataset(id, 'm0')]
  const without_row = {
    // Where nothing is said as no row, a firm without any has nought of it.
    month:
      dataset.absence === 'zero'
        ? sql`WHEN ${m0} IS NULL THEN ${flagBit('NO_RECORD')} `
        : sql`WHEN ${key} IS NULL OR ${m0} IS NULL THEN ${flagBit('NO_RECORD')} `,
    state: sql`WHEN ${key} IS NULL THEN ${flagBit('NO_RECORD')} `,
    // Where an event dataset covers, an absence of events counts nought.
    event: empty,
  }[kind]
  return sql`,
      CASE WHEN NOT ${covered(id, reading)} THEN ${flagBit('NO_COVERAGE')} ${withoutAccount(dataset, reading)}${without_row}ELSE ${disputed(id, reading.law)} END
        AS ${column.dataset(id, 'flags')}`
}

// Domain §4a: what is asked firm by firm covers a firm from its first pull, and no other.
function covered(dataset_id: string, { mode, pulled = [] }: Reading): Sql {
  const whole = column.dataset(dataset_id, 'covered')
  return pulled.includes(dataset_id) ? sql`(${whole} OR ${isPulled(dataset_id, mode)})` : whole
}

// A dispute is about the firm's own facts: what it answers for besides is marked where it stands.
function disputed(dataset_id: string, law: Reading['law']): Sql {
  const firms = disputedIn(dataset_id, law ?? null)
  return firms === null
    ? literal(0)
    : sql`CASE WHEN spine.enterprise_id IN (${firms}) THEN ${flagBit('DISPUTED')} ELSE 0 END`
}

// Domain §4d: without an account of its own a family does not apply; where nobody says whose an account is, it is not covered.
function withoutAccount(dataset: PlannedDataset['dataset'], reading: Reading): Sql {
  if (dataset.account === undefined) return empty
  return sql`WHEN NOT ${covered(crosswalk_dataset, reading)} THEN ${flagBit('NO_COVERAGE')}
        WHEN ${hasOwn(dataset)} IS NOT TRUE THEN ${flagBit('NOT_APPLICABLE')} `
}

// Domain §4a: no row in a month whose delivery was complete, and a row in the twelve months before it.
function silentMonths({ dataset: { id, kind, absence }, has_periods }: PlannedDataset): Sql {
  if (kind !== 'month' || absence !== 'silent') return empty
  const present = column.dataset(id, 'present')
  const complete = has_periods
    ? sql`(${column.dataset(id, 'complete')} >> ${column.dataset(id, 'behind')})`
    : column.dataset(id, 'complete')
  const year_before = Array.from({ length: 12 }, (_, at) => sql`(${present} >> ${literal(at + 1)})`)
  return sql`,
      COALESCE(~${present} & ${complete} & (${join(year_before, ' | ')}), 0) AS ${column.dataset(id, 'silent')}`
}

/** The months that a scan told of as bits, none where it has no row of the firm: never null, so that they add up. */
function toldMonths(planned: PlannedDataset): Sql {
  const { id, kind } = planned.dataset
  if (kind !== 'month') return empty
  const present = column.dataset(id, 'present')
  const nothing =
    planned.dataset.absence === 'zero' ? sql`COALESCE(${column.dataset(id, 'complete')}, 0)` : literal(0)
  const told = [
    [present, column.dataset(id, 'months'), nothing],
    [column.dataset(id, 'assumed'), column.dataset(id, 'guessed')],
    ...(planned.has_periods ? [[column.dataset(id, 'spread'), column.dataset(id, 'estimated')]] : []),
    ...planned.uncertain.flatMap((symbol) => [
      [
        sql`${present} & ~${column.symbol(symbol.id, 'unknown')}`,
        column.symbol(symbol.id, 'known'),
        sql`(${nothing} & ~COALESCE(${present}, 0))`,
      ],
      ...(symbol.suppressible.length > 0
        ? [[column.symbol(symbol.id, 'suppressed'), column.symbol(symbol.id, 'hidden')]]
        : []),
    ]),
  ]
  return join(
    told.map(([bits = empty, name = empty, besides]) =>
      besides === undefined || planned.dataset.absence !== 'zero'
        ? sql`, COALESCE(${bits}, 0) AS ${name}`
        : sql`, COALESCE(${bits}, 0) | ${besides} AS ${name}`,
    ),
    '',
  )
}
