import { type Day, dayOf, type Instant, type Month, monthOf } from '#kernel'
import type { DatasetDefinition } from '#sources'
import type { IndexedWorld, Version } from '../world.ts'

export type Mode = 'strict' | 'published'

/** What one firm's part of one dataset looks like at one instant, found by looking at every version there is. */
export interface View {
  readonly dataset: DatasetDefinition
  readonly covered: boolean
  readonly rows: readonly Version[]
  /** The firm's own latest month. */
  readonly m0: number | null
  rowsOf(month: number): readonly Version[]
  silent(month: number): boolean
  /** Whether no row of the month says that there was nothing. */
  nothing(month: number): boolean
  /** Whether a row's last month is so many months back. */
  endsAt(row: Version, back: number): boolean
  /** Whether the firm has an account of its own, where rows are of accounts. */
  readonly applies: boolean | null
}

/** A question about one firm. */
export interface Asked {
  readonly at: Instant
  readonly today: Day
  readonly view: (dataset_id: string) => View
}

/** The world as one firm's question sees it. */
export function ask(
  world: IndexedWorld,
  datasets: readonly DatasetDefinition[],
  enterprise_id: number | null,
  at: Instant,
  mode: Mode,
): Asked {
  const views = new Map(
    datasets.map((dataset) => [dataset.id, viewOf(world, dataset, enterprise_id, at, mode)]),
  )
  const view = (dataset_id: string) => {
    const found = views.get(dataset_id)
    if (found === undefined) throw new Error(`no dataset ${dataset_id}`)
    return found
  }
  return { at, today: dayOf(at), view }
}

function viewOf(
  world: IndexedWorld,
  dataset: DatasetDefinition,
  enterprise_id: number | null,
  at: Instant,
  mode: Mode,
): View {
  const facts = world.firms.get(enterprise_id ?? -1) ?? {}
  const visible = (id: string) => (facts[id] ?? []).filter((version) => seen(version, at, mode))
  const uses =
    dataset.account === undefined ? null : ownAccounts(visible('id_crosswalk'), dataset.account.kind)
  const rows = visible(dataset.id).filter((row) => uses === null || isOwn(row, dataset, uses))
  const { dataset_m0, complete, ...calendar } = calendarOf(world, dataset, at, mode)
  const pulls = world.pulls_of.get(enterprise_id ?? -1) ?? []
  const covered =
    calendar.covered ||
    pulls.some((pull) => pull.dataset_id === dataset.id && pull.mode === mode && pull.from <= at)
  const known = rows.filter((row) => dataset_m0 !== null && endOf(row) <= dataset_m0)
  const m0 = dataset_m0 === null ? null : ownLatest(dataset_m0, known)
  const rowsOf = rowsByMonth(known)
  const silent = (month: number) =>
    dataset.absence === 'silent' &&
    complete.has(month) &&
    rowsOf(month).length === 0 &&
    Array.from({ length: 12 }, (_, back) => rowsOf(month - 1 - back)).some((found) => found.length > 0)
  const nothing = (month: number) =>
    dataset.absence === 'zero' && complete.has(month) && rowsOf(month).length === 0
  const today = dayOf(at)
  const applies =
    uses?.some(
      ({ from_on, to_on }) => String(from_on) <= today && (to_on === null || String(to_on) > today),
    ) ?? null
  const endsAt = (row: Version, back: number) => m0 !== null && endOf(row) === m0 - back
  return { dataset, covered, rows, m0, rowsOf, silent, nothing, endsAt, applies }
}

type Use = Version['fields']

function ownAccounts(crosswalk: readonly Version[], kind: string): readonly Use[] {
  return crosswalk.map(({ fields }) => fields).filter((use) => use.kind === kind && use.relation === 'own')
}

/** Whether a row is of an account that is the firm's own in the row's month. */
function isOwn({ fields }: Version, { account, month }: DatasetDefinition, uses: readonly Use[]): boolean {
  const of = month !== undefined && 'of' in month ? Number(fields[month.of]) : 0
  return uses.some(
    ({ account_hash, from_on, to_on }) =>
      account_hash === fields[account?.field ?? ''] &&
      monthOf(from_on as Day) <= of &&
      (to_on === null || monthOf(to_on as Day) >= of),
  )
}

/** What of a dataset at one instant is the same for every firm. */
interface Calendar {
  readonly covered: boolean
  readonly dataset_m0: Month | null
  readonly complete: ReadonlySet<number>
}

const calendars = new WeakMap<IndexedWorld, Map<string, Calendar>>()

// Kept, for a thousand firms ask of the same few instants: looking anew took a third of the loop's time.
function calendarOf(world: IndexedWorld, dataset: DatasetDefinition, at: Instant, mode: Mode): Calendar {
  const known = calendars.get(world) ?? new Map<string, Calendar>()
  calendars.set(world, known)
  const key = `${dataset.id} ${at} ${mode}`
  const calendar = known.get(key) ?? readCalendar(world, dataset, at, mode)
  known.set(key, calendar)
  return calendar
}

function readCalendar(world: IndexedWorld, dataset: DatasetDefinition, at: Instant, mode: Mode): Calendar {
  const is_known = (each: IndexedWorld['coverage'][number]): boolean =>
    each.dataset_id === dataset.id && each.mode === mode && each.from <= at
  return {
    covered: world.coverage.some(is_known),
    dataset_m0: latestOpen(world, dataset, at, mode),
    complete: new Set(world.completions.filter(is_known).map(({ month }) => month)),
  }
}

function rowsByMonth(known: readonly Version[]): View['rowsOf'] {
  const months = new Map<number, Version[]>()
  for (const row of known) {
    for (let month = endOf(row); month > endOf(row) - spanOf(row); month -= 1) {
      months.set(month, [...(months.get(month) ?? []), row])
    }
  }
  return (month) => months.get(month) ?? []
}

function seen(version: Version, at: Instant, mode: Mode): boolean {
  const [from, until] =
    mode === 'strict' ? [version.intake_at, version.closed_at] : [version.known_at, version.superseded_at]
  return from <= at && (until === null || until > at)
}

function latestOpen(world: IndexedWorld, { id }: DatasetDefinition, at: Instant, mode: Mode): Month | null {
  const this_month = monthOf(dayOf(at))
  const open = world.openings.filter(
    (each) =>
      each.dataset_id === id &&
      each.mode === mode &&
      each.month < this_month &&
      each.from <= at &&
      (each.until === null || each.until > at),
  )
  return open.length === 0 ? null : (Math.max(...open.map(({ month }) => month)) as Month)
}

/** A quarterly filer waits for the end of its quarter. */
function ownLatest(dataset_m0: number, known: readonly Version[]): number {
  const last = [...known].sort((a, b) => endOf(b) - endOf(a) || spanOf(b) - spanOf(a))[0]
  if (last === undefined || spanOf(last) !== 3) return dataset_m0
  let month = dataset_m0
  while (month % 3 !== 2) month -= 1
  return month
}

function endOf({ fields }: Version): number {
  return Number(fields.period_month ?? fields.stat_month ?? fields.period ?? 0)
}

export function spanOf({ fields }: Version): number {
  return Number(fields.period_span ?? 1)
}

/** Whether a row's last month is this one. */
export function endsIn(row: Version, month: number): boolean {
  return endOf(row) === month
}
