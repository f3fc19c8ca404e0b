/** A value of one month, as an answer's series gives it. */
export interface Point {
  readonly month: string
  readonly value: number | string | null
}

/** One month of a series beside the same month of the year before; null where either is not known. */
export interface MonthBeside {
  readonly month: string
  readonly value: number | null
  readonly year_before: number | null
}

/** The months of a series, oldest first, each beside the same month of the year before. */
export function besideLastYear(points: readonly Point[]): readonly MonthBeside[] {
  const known = new Map(points.map(({ month, value }) => [month, numberOf(value)]))
  return points.map(({ month, value }) => ({
    month,
    value: numberOf(value),
    year_before: known.get(yearBefore(month)) ?? null,
  }))
}

/** The same month of the year before: `2026-10` → `2025-10`. */
export function yearBefore(month: string): string {
  const [year = '', of_year = ''] = month.split('-')
  return `${Number(year) - 1}-${of_year}`
}

/** How a sum over the last months stands to the same months of the year before; null where one of them is unknown. */
export function sumsBeside(
  months: readonly MonthBeside[],
  last: number,
): { readonly now: number; readonly year_before: number } | null {
  const of = months.slice(-last)
  const sum = (values: readonly (number | null)[]): number | null =>
    values.reduce((total, value) => (total === null || value === null ? null : total + value), 0)
  const [now, year_before] = [sum(of.map(({ value }) => value)), sum(of.map((month) => month.year_before))]
  return of.length < last || now === null || year_before === null ? null : { now, year_before }
}

function numberOf(value: number | string | null): number | null {
  return value === null ? null : Number(value)
}
