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
