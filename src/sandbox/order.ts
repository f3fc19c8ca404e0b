import { type Day, type Month, monthAfter, monthOf, refusals } from '#kernel'
import type { Span } from './calendar.ts'
import { demo_firms } from './demo-firms.ts'
import type { Department } from './departments/department.ts'

/** What the city needs to know of a dataset; the definitions of the region have more. */
export interface CityDataset {
  readonly id: string
  readonly kind: 'month' | 'event' | 'state'
  /** Which fields tell two rows of a firm apart. */
  readonly grain: readonly string[]
  /** How it comes: `consent_pull` and `verify_only` are asked for one firm at a time in a pull region. */
  readonly delivery: 'bulk' | 'consent_pull' | 'verify_only' | 'wishful'
  /** Of whom it tells; of enterprises unless told. */
  readonly subject?: 'enterprise' | 'none' | undefined
  readonly fields: readonly { readonly id: string; readonly type: string }[]
}

/** How a region's departments give their data. */
export type CityProfile = 'bulk' | 'pull'

/** A city to build: how many firms, how many months up to and with `until`, from which seed, into which folder. */
export interface CityOrder {
  readonly enterprises: number
  readonly months: number
  readonly seed: number
  /** Whether every department delivers in bulk, or some are asked for one firm at a time; `bulk` unless told. */
  readonly profile?: CityProfile
  readonly until: Month
  readonly out: string
  readonly datasets: readonly CityDataset[]
}

/** Every demo firm is older than a city of so many months. */
export const longest_city_months = 60

/** Departments deliver a month by this day of the next. */
const last_delivery_day = 20

const fewest_enterprises = Object.keys(demo_firms).length

const refuse = refusals({
  city_size: [
    'bad_request',
    'a city has at least {fewest} enterprises and 1 to {longest} months, both whole; not {enterprises} and {months}',
  ],
  city_dataset: ['unprocessable', 'the city writes {dataset}, and the region has no definition of it'],
  city_field: ['unprocessable', 'the city writes {dataset}.{field}, and its definition has no such field'],
})

/** Columns of a delivery file that belong to no dataset. */
const envelope = ['published_at', 'op']

/** The latest month of which every department has delivered before the day. */
export function latestCityMonth(on: Day): Month {
  return monthAfter(monthOf(on), Number(on.slice(8)) > last_delivery_day ? -1 : -2)
}

/** The months of the order. Refuses with `city_size` what is no city. */
export function spanOf({ enterprises, months, until }: CityOrder): Span {
  const whole = Number.isInteger(enterprises) && Number.isInteger(months)
  if (!whole || enterprises < fewest_enterprises || months < 1 || months > longest_city_months) {
    throw refuse('city_size', {
      fewest: fewest_enterprises,
      longest: longest_city_months,
      enterprises,
      months,
    })
  }
  return { first: monthAfter(until, 1 - months), until }
}

/** The dataset that a department delivers. Refuses columns that its definition does not have. */
export function datasetOf(order: CityOrder, { dataset, columns }: Department): CityDataset {
  const found = order.datasets.find(({ id }) => id === dataset)
  if (found === undefined) throw refuse('city_dataset', { dataset })
  for (const field of columns) {
    if (!envelope.includes(field) && !found.fields.some(({ id }) => id === field)) {
      throw refuse('city_field', { dataset, field })
    }
  }
  return found
}

/** Whether a dataset is kept, to be asked for one firm at a time, and not delivered. */
export function isKept({ profile = 'bulk' }: CityOrder, { delivery }: CityDataset): boolean {
  return profile === 'pull' && (delivery === 'consent_pull' || delivery === 'verify_only')
}

/** The types of a department's columns by the definition; those of the envelope are text. */
export function columnTypes(dataset: CityDataset, columns: readonly string[]): readonly string[] {
  return columns.map((column) => dataset.fields.find(({ id }) => id === column)?.type ?? 'string')
}
