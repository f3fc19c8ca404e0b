/** The text of a number as a person would type it: no exponent, and no more than the 15 digits that Excel keeps. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return '#NUM!'
  if (Number.isSafeInteger(value)) return String(value)
  const text = String(Number(value.toPrecision(15)))
  return text.includes('e') ? plain.format(value) : text
}

const plain = new Intl.NumberFormat('en-US', { useGrouping: false, maximumSignificantDigits: 15 })

/** How a number format shows a number: as it stands, as a day with or without its hour, or as a month. */
export type Showing = 'number' | 'day' | 'month'

/** What a number format (`yyyy"年"m"月"`) makes of a number. */
export function showingOf(format: string): Showing {
  const letters = format
    .replaceAll(/\[[^\]]*\]|"[^"]*"|\\./g, '')
    .split(';')[0]
    ?.toLowerCase()
  if (letters === undefined || letters === 'general' || !/[ymdhs]/.test(letters)) return 'number'
  return /y/.test(letters) && /m/.test(letters) && !/[dhs]/.test(letters) ? 'month' : 'day'
}

const day_ms = 86_400_000
// Excel counts days from 1899-12-30, or, in files of old Macintoshes, from 1904-01-01.
const epoch_days = { from_1900: 25_569, from_1904: 24_107 }

/** A number of days as its format shows it: `2026-01`, `2026-01-05`, or with its time where it has one. */
export function dateText(days: number, showing: 'day' | 'month', is_1904: boolean): string {
  const ms = Math.round((days - (is_1904 ? epoch_days.from_1904 : epoch_days.from_1900)) * day_ms)
  if (!Number.isFinite(ms) || days < 0 || ms > Date.UTC(9999, 11, 31)) return '#NUM!'
  const text = new Date(ms).toISOString()
  if (showing === 'month') return text.slice(0, 7)
  return ms % day_ms === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`
}

/** A number of a cell as its text, by its number format. */
export function formattedText(value: number, format: string, is_1904: boolean): string {
  const showing = showingOf(format)
  return showing === 'number' ? numberText(value) : dateText(value, showing, is_1904)
}
