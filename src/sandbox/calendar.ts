import { type Day, day, lastDayOf, type Month, monthAfter, monthText } from '#kernel'

/** The months that the city lives through. */
export interface Span {
  readonly first: Month
  readonly until: Month
}

/** A month with the texts that every row of it needs, made once a month. */
export interface Period {
  readonly at: Month
  /** The city's first month. */
  readonly first: Month
  readonly text: string
  readonly last_on: Day
  readonly next_text: string
  /** Months back from the city's last. */
  readonly back: number
}

/** The month with its texts. */
export function periodOf(at: Month, { first, until }: Span): Period {
  return {
    ...{ at, first, text: monthText(at), last_on: lastDayOf(at), next_text: monthText(monthAfter(at, 1)) },
    back: until - at,
  }
}

/** The day of the month, clamped to its last. */
export function dayIn(at: Month, number: number): Day {
  const last_on = lastDayOf(at)
  return number > Number(last_on.slice(8)) ? last_on : day(`${monthText(at)}-${two(number)}`)
}

/** A number below 100 in two digits. */
export function two(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

/** Cents as 元 with two decimals. */
export function cny(amount: number): string {
  const cents = Math.round(amount)
  return `${Math.floor(cents / 100)}.${two(cents % 100)}`
}
