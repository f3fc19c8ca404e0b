/** What an indicator's value looks like to a reader: a number in its unit, a yes or no, or a grade. */
export type Figure =
  | { readonly kind: 'number'; readonly text: string; readonly unit: string | null }
  | { readonly kind: 'yes_no'; readonly is_yes: boolean }
  | { readonly kind: 'grade'; readonly grade: string }

const grades = ['D', 'C', 'M', 'B', 'A'] as const

/** The figure of an indicator's value in its unit: shares of one as percentages, money grouped. */
export function figureOf(value: number, unit: string, language: string): Figure {
  switch (unit) {
    case '0/1':
      return { kind: 'yes_no', is_yes: value !== 0 }
    case 'A-D':
      return { kind: 'grade', grade: grades[value] ?? String(value) }
    case '%':
      return { kind: 'number', text: percent(value, language), unit: null }
    case '%/年':
      return { kind: 'number', text: percent(value, language), unit: '/年' }
    case 'pp':
      return { kind: 'number', text: rounded(value * 100, 1, language), unit }
    case '元':
      return { kind: 'number', text: money(value, language), unit }
    case '元/人':
      return { kind: 'number', text: rounded(value, 0, language), unit }
    case '人':
      return { kind: 'number', text: rounded(value, 1, language), unit }
    default:
      return { kind: 'number', text: rounded(value, 2, language), unit }
  }
}

/** A decimal text grouped by thousands, its empty decimals left off: `1000.000000` → `1,000`. It stays text throughout. */
export function groupedDecimal(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d*?)0*)?$/.exec(text)
  if (match === null) return text
  const [, sign = '', whole = '', fraction = ''] = match
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}${grouped}${fraction === '' ? '' : `.${fraction}`}`
}

/** An amount of money as text, grouped, with its cents: `1200000.5` → `1,200,000.50`. */
export function groupedMoney(text: string): string {
  const [whole = '', fraction = ''] = groupedDecimal(text).split('.')
  return fraction === '' ? whole : `${whole}.${fraction.padEnd(2, '0')}`
}

// Some Intl data write a typographic minus, others a hyphen: readers and tests get one.
function rounded(value: number, places: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: places, signDisplay: 'negative' })
    .format(value)
    .replace('−', '-')
}

function money(value: number, language: string): string {
  const maximumFractionDigits = 2
  const minimumFractionDigits = Number.isInteger(value) ? 0 : maximumFractionDigits
  return new Intl.NumberFormat(language, { minimumFractionDigits, maximumFractionDigits }).format(value)
}

function percent(value: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'negative',
  }).format(value)
}
