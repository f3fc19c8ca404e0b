import type { Point } from './beside-last-year.ts'

/** An indicator as an answer tells it: null where its flag says why there is no value. */
export interface IndicatorValue {
  readonly value: number | null
  readonly flag: string
  readonly marks: readonly string[]
}

export type FactRow = Readonly<Record<string, unknown>>

/** The indicators of a section of an answer, by id. */
export function indicatorsIn(data: unknown): Readonly<Record<string, IndicatorValue>> {
  return data as Readonly<Record<string, IndicatorValue>> // the card says that this section holds indicators
}

/** The months of a section of an answer, by the id of the series. */
export function seriesIn(data: unknown): Readonly<Record<string, readonly Point[]>> {
  return data as Readonly<Record<string, readonly Point[]>> // the card says that this section holds series
}

/** The facts of a section of an answer, by dataset. */
export function factsIn(data: unknown): Readonly<Record<string, readonly FactRow[]>> {
  return data as Readonly<Record<string, readonly FactRow[]>> // the card says that this section holds facts
}

/** Whether each element that was given is what is known. */
export function comparisonIn(data: unknown): Readonly<Record<string, 'y' | 'n' | 'no_record'>> {
  return data as Readonly<Record<string, 'y' | 'n' | 'no_record'>> // the card says that this section compares
}

/** A tag as an answer tells it. */
export interface Tag {
  readonly tag_code: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly status: 'valid' | 'expired' | 'revoked'
  readonly certificate_no: string | null
  readonly issued_on: string | null
  readonly valid_to: string | null
  readonly evidence: {
    readonly dataset: string | null
    readonly indicator: string | null
    readonly value: string | number | null
    readonly flag: string | null
  }
}

/** The tags of a section of an answer. */
export function tagsIn(data: unknown): readonly Tag[] {
  return data as readonly Tag[] // the card says that this section holds tags
}
