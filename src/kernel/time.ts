import { refusals } from './refusal.ts'

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string & { readonly brand: 'Day' }

/** A calendar month as one integer: year × 12 + month − 1. */
export type Month = number & { readonly brand: 'Month' }

/** An instant in UTC to the microsecond, `YYYY-MM-DDTHH:MM:SS.ffffffZ`; its text sorts as time does. */
export type Instant = string & { readonly brand: 'Instant' }

/** Tells what time it is. Only `cli/main.ts` reads the real clock. */
export type Clock = () => Instant

const refuse = refusals({
  bad_day: ['bad_request', '{text} is not a day; write YYYY-MM-DD'],
  bad_month: ['bad_request', '{text} is not a month; write YYYY-MM'],
  bad_instant: [
    'bad_request',
    '{text} is not an instant; write YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SS with or without an offset',
  ],
})

// Asia/Shanghai has kept UTC+8 without summer time since 1991; no record that we hold is known before that.
const shanghai_offset_ms = 8 * 3_600_000
const day_ms = 86_400_000

/** The day that the text writes. Refuses anything but a real day as YYYY-MM-DD. */
export function day(text: string): Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || utcDay(Date.parse(`${text}T00:00:00Z`)) !== text) {
    throw refuse('bad_day', { text })
  }
  return text as Day
}

/** The month that the text writes. Refuses anything but YYYY-MM. */
export function month(text: string): Month {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text)
  if (match === null) throw refuse('bad_month', { text })
  return (Number(match[1]) * 12 + Number(match[2]) - 1) as Month
}

/** A month as YYYY-MM. */
export function monthText(value: Month): string {
  const year = Math.floor(value / 12)
  return `${String(year).padStart(4, '0')}-${String((value % 12) + 1).padStart(2, '0')}`
}

/** The month so many months later, or earlier where the number is negative. */
export function monthAfter(value: Month, months: number): Month {
  return (value + months) as Month
}

/** The month in which a day lies. */
export function monthOf(on: Day): Month {
  return month(on.slice(0, 7))
}

/** The last day of a month. */
export function lastDayOf(value: Month): Day {
  return daysAfter(day(`${monthText(monthAfter(value, 1))}-01`), -1)
}

/** The day so many days later, or earlier where the number is negative. */
export function daysAfter(on: Day, days: number): Day {
  return utcDay(Date.parse(`${on}T00:00:00Z`) + days * day_ms) as Day
}

/** The day so many months later, clamped to the end of a short month: 2026-01-31 + 1 is 2026-02-28. */
export function monthsAfter(on: Day, months: number): Day {
  const target = monthAfter(monthOf(on), months)
  const last = lastDayOf(target)
  return Number(on.slice(8)) > Number(last.slice(8)) ? last : day(`${monthText(target)}-${on.slice(8)}`)
}

/** Whole months from one day to another: the largest n for which `from` + n months is not after `to`. */
export function wholeMonths(from: Day, to: Day): number {
  const months = monthOf(to) - monthOf(from)
  return monthsAfter(from, months) <= to ? months : months - 1
}

/**
 * The instant that the text writes. A day alone means its last microsecond in Shanghai, and an instant
 * without an offset is Shanghai's. Refuses anything else.
 */
export function instant(text: string): Instant {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text)
  if (match === null) throw refuse('bad_instant', { text })
  const [, on = '', minutes, seconds = '00', fraction = '', offset = '+08:00'] = match
  if (utcDay(Date.parse(`${on}T00:00:00Z`)) !== on) throw refuse('bad_instant', { text })
  if (minutes === undefined) return endOf(on as Day)
  const at = Date.parse(`${on}T${minutes}:${seconds}${offset === 'Z' ? 'Z' : colonIn(offset)}`)
  if (Number.isNaN(at) || minutes.startsWith('24')) throw refuse('bad_instant', { text })
  return instantOf(at, fraction.padEnd(6, '0'))
}

/** The last microsecond of a day in Shanghai. */
export function endOf(on: Day): Instant {
  return instantOf(Date.parse(`${on}T23:59:59Z`) - shanghai_offset_ms, '999999')
}

/** The first microsecond of a day in Shanghai. */
export function startOf(on: Day): Instant {
  return instantOf(Date.parse(`${on}T00:00:00Z`) - shanghai_offset_ms, '000000')
}

/** The day in Shanghai on which an instant falls. */
export function dayOf(at: Instant): Day {
  return utcDay(Date.parse(`${at.slice(0, 19)}Z`) + shanghai_offset_ms) as Day
}

/** The instant of a JavaScript time in milliseconds since 1970. */
export function instantFromMs(ms: number): Instant {
  const whole = Math.floor(ms / 1000) * 1000
  return instantOf(whole, `${String(Math.floor(ms - whole)).padStart(3, '0')}000`)
}

/** Milliseconds since 1970; the microseconds below are dropped. */
export function msOf(at: Instant): number {
  return Date.parse(`${at.slice(0, 23)}Z`)
}

function instantOf(whole_second_ms: number, micros: string): Instant {
  return `${new Date(whole_second_ms).toISOString().slice(0, 19)}.${micros}Z` as Instant
}

function utcDay(ms: number): string {
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10)
}

function colonIn(offset: string): string {
  return offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`
}
