import { groupedDecimal, groupedMoney } from './figure.ts'

/** The words that the text of a fact needs, by key. */
export type Words = (key: string, options?: { readonly defaultValue?: string }) => string

/** The shape of a field, as the dictionary gives it. */
export interface FieldShape {
  readonly id: string
  readonly type: string
  readonly unit: string | null
  /** What its values are called in the reader's language, where they have names. */
  readonly labels: Readonly<Record<string, string>>
}

/** The text of one value of a fact: amounts grouped in their unit, codes in words, nothing as a dash. */
export function factText(field: FieldShape, value: unknown, words: Words): string {
  if (value === null || value === undefined || value === '') return words('value.unknown')
  if (Array.isArray(value)) return value.map((each) => factText(field, each, words)).join('、')
  if (typeof value === 'boolean') return words(value ? 'value.yes' : 'value.no')
  if (typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  const label = field.labels[text]
  if (label !== undefined) return label
  switch (field.type) {
    case 'money':
      return withUnit(groupedMoney(text), field.unit ?? '元', words)
    case 'decimal':
      return withUnit(groupedDecimal(text), field.unit, words)
    default:
      return withUnit(text, field.unit, words)
  }
}

function withUnit(text: string, unit: string | null, words: Words): string {
  return unit === null ? text : `${text} ${words(`unit.${unit}`, { defaultValue: unit })}`
}
