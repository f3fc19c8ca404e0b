import { type Flag, flags, type IndicatorValue, marks } from '#indicators'
import { type Day, type Instant, type Json, type Month, monthText } from '#kernel'
import type { DatasetDefinition } from '#sources'
import type { Layout } from './layout.ts'

/** How fresh a dataset is of one enterprise: the month of its M0 where it has months, and when that was known. */
export interface DatasetAge {
  readonly covered: boolean
  /** Whether there is something to show: a row, or for events the knowledge that there is none. */
  readonly has_data: boolean
  readonly month: string | null
  readonly known_at: Instant | null
}

/** What is served of one enterprise at one instant. */
export interface Profile {
  readonly uscc: string
  readonly enterprise_id: number
  readonly as_of: Instant
  readonly indicators: Readonly<Record<string, IndicatorValue>>
  /** `dataset.field` → the last months, oldest first; null where a month has no row. */
  readonly series: Readonly<
    Record<string, readonly { readonly month: string; readonly value: number | string | null }[]>
  >
  readonly facts: Readonly<Record<string, readonly Readonly<Record<string, Json>>[]>>
  readonly ages: Readonly<Record<string, DatasetAge>>
  /** What is said of its facts beside their values: disputes, pending suits, its own statements. */
  readonly told: readonly ToldOfFact[]
  /** The days on which it went on from individual businesses (个转企), as known by then. */
  readonly succeeded_on: readonly Day[]
}

/** What is said of one fact, which `fact` names by its grain. */
export interface ToldOfFact {
  readonly dataset: string
  readonly fact: string
  readonly kind: 'disputed' | 'unverifiable' | 'litigation_pending' | 'statement'
  readonly since: Instant
  readonly note: string
}

/** A profile as it stands in a row, in either engine. */
export interface ProfileRow {
  readonly uscc: string
  readonly enterprise_id: number
  readonly as_of: Instant
  readonly values: readonly (number | null)[]
  readonly flags: readonly number[]
  readonly marks: readonly number[]
  readonly body: ProfileBody
}

type Fact = Readonly<Record<string, Json>>

interface ProfileBody {
  readonly series: readonly (readonly { readonly m: number; readonly v: number | string | null }[] | null)[]
  readonly facts: readonly (readonly Readonly<Record<string, Json>>[] | null)[]
  readonly ages: readonly { readonly m: number | null; readonly k: string | null; readonly c: boolean }[]
  /** Missing where nothing was recorded when the row was drawn by an earlier version. */
  readonly succeeded_on?: readonly Day[]
  readonly told: readonly (Omit<ToldOfFact, 'since'> & { readonly since: string })[]
}

/** The profile that a row of a layout holds. */
export function profileOf(layout: Layout, row: ProfileRow): Profile {
  return {
    uscc: row.uscc,
    enterprise_id: row.enterprise_id,
    as_of: row.as_of,
    indicators: Object.fromEntries(layout.plan.ids.map((id, place) => [id, valueAt(row, place)])),
    series: Object.fromEntries(
      layout.series.map(({ dataset, field }, place) => [
        `${dataset}.${field}`,
        monthsOf(layout, row.body, dataset, row.body.series[place] ?? []),
      ]),
    ),
    facts: Object.fromEntries(
      layout.facts.map((dataset, place) => [dataset.id, inOrder(dataset, row.body.facts[place] ?? [])]),
    ),
    ages: Object.fromEntries(layout.datasets.map(({ id }, place) => [id, ageAt(layout, row.body, place)])),
    told: row.body.told.map((each) => ({ ...each, since: instantText(each.since) as Instant })), // ours
    succeeded_on: row.body.succeeded_on ?? [],
  }
}

function valueAt({ values, flags: flag_places, marks: bits }: ProfileRow, place: number): IndicatorValue {
  const told = marks.filter((_, bit) => ((bits[place] ?? 0) & (1 << bit)) !== 0)
  const flag: Flag = flags[(flag_places[place] ?? 1) - 1] ?? 'OK'
  return { value: values[place] ?? null, flag, marks: told.sort() }
}

// By the day of the event and then by grain: an order that does not hang on how the engine read.
function inOrder(dataset: DatasetDefinition, rows: readonly Fact[]): readonly Fact[] {
  const keys = [...(dataset.event_on === undefined ? [] : [dataset.event_on]), ...dataset.grain]
  const keyed = rows.map((row) => ({ row, key: keys.map((key) => String(row[key])).join('\u0000') }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row)
}

function monthsOf(
  layout: Layout,
  body: ProfileBody,
  dataset: string,
  points: readonly { readonly m: number; readonly v: number | string | null }[],
) {
  const last = body.ages[layout.datasets.findIndex(({ id }) => id === dataset)]?.m
  if (last === undefined || last === null) return []
  const values = new Map(points.map(({ m, v }) => [m, v]))
  return Array.from({ length: layout.months }, (_, back) => last - layout.months + 1 + back).map((m) => ({
    month: monthText(m as Month), // a month of the openings
    value: values.get(m) ?? null,
  }))
}

function ageAt(layout: Layout, body: ProfileBody, place: number): DatasetAge {
  const age = body.ages[place]
  const dataset = layout.datasets[place]
  if (age === undefined || dataset === undefined) throw new Error('a profile of another layout')
  const rows = body.facts[layout.facts.findIndex(({ id }) => id === dataset.id)]?.length ?? 0
  const has_data =
    age.c && (dataset.kind === 'event' || rows > 0 || (dataset.kind === 'month' && age.k !== null))
  const month = age.m === null || dataset.kind !== 'month' ? null : monthText(age.m as Month) // as above
  return {
    covered: age.c,
    has_data,
    month,
    known_at: age.k === null ? null : (instantText(age.k) as Instant),
  } // ours
}

// DuckDB writes a TIMESTAMP as 2026-06-30 15:59:59.5 in JSON.
function instantText(text: string): string {
  const [seconds = '', fraction = ''] = text.replace(' ', 'T').replace('Z', '').split('.')
  return `${seconds}.${fraction.padEnd(6, '0')}Z`
}
