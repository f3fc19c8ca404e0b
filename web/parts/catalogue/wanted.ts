/** An indicator as an index lists it. */
export interface IndicatorLine {
  readonly id: string
  readonly code: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly window: string
  readonly unit: string
  readonly direction: 'riskier' | 'safer' | 'two_sided'
  readonly themes: readonly string[]
  readonly products_n: number
}

/** What is looked for: a word of the id, the code or either name, and the rest as chosen; empty where it is all one. */
export interface Wanted {
  readonly text: string
  readonly theme: string
  readonly unit: string
  readonly direction: string
}

/** Everything. */
export const any: Wanted = { text: '', theme: '', unit: '', direction: '' }

/** Whether an indicator is what is looked for; every word of several must be there. */
export function fits({ id, code, name, themes, unit, direction }: IndicatorLine, wanted: Wanted): boolean {
  const said = `${id} ${code} ${name.zh} ${name.en}`.toLowerCase()
  const words = wanted.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return (
    words.every((word) => said.includes(word)) &&
    (wanted.theme === '' || themes.includes(wanted.theme)) &&
    (wanted.unit === '' || unit === wanted.unit) &&
    (wanted.direction === '' || direction === wanted.direction)
  )
}
