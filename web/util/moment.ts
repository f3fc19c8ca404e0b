// The bureau's days and hours are Shenzhen's, wherever the reader sits.
const time_zone = 'Asia/Shanghai'

/** An instant as the reader's language writes it, to the minute, in Shenzhen's time. */
export function moment(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: time_zone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(instant))
}

/** The day of an instant in Shenzhen's time, as `2026-11-23`. */
export function dayOf(instant: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: time_zone, dateStyle: 'short' }).format(
    new Date(instant),
  )
}
