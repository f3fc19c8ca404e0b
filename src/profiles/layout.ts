import type { IndicatorPlan } from '#indicators'
import { canonicalJson, digestHex, type Json } from '#kernel'
import type { DatasetDefinition } from '#sources'
import type { LawClocks } from '#themes'

/** A field whose last months are served as a series. */
export interface Series {
  readonly dataset: string
  readonly field: string
}

/** What stands in a profile, and in what order: made of what the products need, and named by a digest of itself. */
export interface Layout {
  readonly id: string
  readonly plan: IndicatorPlan
  readonly series: readonly Series[]
  readonly months: number
  readonly datasets: readonly DatasetDefinition[]
  /** Datasets whose rows are served as they are known: registrations, cases, listings, ratings. */
  readonly facts: readonly DatasetDefinition[]
  /** By what clocks facts leave every answer; without them none does. */
  readonly clocks?: LawClocks | undefined
}

/** Where the name of an enterprise stands, by which it is found. */
export const naming = { dataset: 'reg_entity_base', field: 'name' } as const

export interface LayoutNeeds {
  readonly plan: IndicatorPlan
  readonly series: readonly Series[]
  readonly months: number
  readonly datasets: readonly DatasetDefinition[]
  readonly clocks?: LawClocks | undefined
}

/** The layout of what is needed. */
export function layoutOf(needs: LayoutNeeds): Layout {
  const facts = needs.datasets.filter(({ kind }) => kind !== 'month')
  const { plan, series, months, datasets } = needs
  const words: Json = {
    naming,
    indicators: [...plan.ids],
    series: series.map(({ dataset, field }) => `${dataset}.${field}`),
    months,
    datasets: datasets.map(({ id, fields }) => ({ id, fields: fields.map((field) => field.id) })),
  }
  return { ...needs, facts, id: digestHex('intl', canonicalJson(words)).slice(0, 16) }
}
