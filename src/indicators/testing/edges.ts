import {
  type Day,
  day,
  dayOf,
  daysAfter,
  endOf,
  type Instant,
  type Month,
  month,
  monthAfter,
  monthsAfter,
  monthText,
  startOf,
} from '#kernel'
import type { Chance } from './chance.ts'

/** The oldest and the newest month of which a random world has facts. */
export const first_month: Month = month('2023-05')
export const last_month: Month = month('2026-07')

const openings_by_month = new Map<Month, Instant>()

/** When a month opens: on the twentieth of the next one. */
export function openingOf(of: Month): Instant {
  const opening = openings_by_month.get(of) ?? startOf(day(`${monthText(monthAfter(of, 1))}-20`))
  openings_by_month.set(of, opening)
  return opening
}

/** The instant one microsecond before or after. */
export function microseconds(at: Instant, by: -1 | 0 | 1): Instant {
  const micros = BigInt(Date.parse(`${at.slice(0, 19)}Z`)) * 1000n + BigInt(at.slice(20, 26)) + BigInt(by)
  const text = new Date(Number(micros / 1_000_000n) * 1000).toISOString().slice(0, 19)
  return `${text}.${String(micros % 1_000_000n).padStart(6, '0')}Z` as Instant
}

/** The months that open while random worlds are asked. */
export const opened_months = [
  '2025-11',
  '2025-12',
  '2026-01',
  '2026-02',
  '2026-03',
  '2026-04',
  '2026-05',
].map(month)
const month_ends = ['2025-12-31', '2026-02-28', '2026-03-31', '2026-05-30', '2026-07-31'].map(day)

/** The instants at which random worlds are asked: where months open, just before, and at the ends of months. */
export const asked_at: readonly Instant[] = [
  ...opened_months.map(openingOf),
  ...opened_months.map((of) => microseconds(openingOf(of), -1)),
  ...month_ends.map(endOf),
]

/** The day, one before and one after. */
export function near(on: Day): readonly Day[] {
  return [-1, 0, 1].map((days) => daysAfter(on, days))
}

/** Days at the edges of windows so many months before one of the instants. */
export function edgeDay(chance: Chance, months: number): Day {
  return chance.one(near(monthsAfter(dayOf(chance.one(asked_at)), -months)))
}
