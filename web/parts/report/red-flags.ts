import type { IndicatorValue } from './sections.ts'

interface Shown {
  readonly id: string
  readonly unit: string
  readonly direction: string
}

// Counts, amounts and yes-or-no answers speak for themselves above zero; a rate needs a threshold, which is the bank's.
const plain_units: readonly string[] = ['0/1', '次', '元', '期']

/** The indicators that tell of something adverse by standing above zero: listings, executions and their amounts. */
export function redFlags(
  definitions: readonly Shown[],
  values: Readonly<Record<string, IndicatorValue>>,
): readonly string[] {
  return definitions
    .filter(({ id, unit, direction }) => {
      const value = values[id]?.value ?? 0
      return direction === 'riskier' && plain_units.includes(unit) && value > 0
    })
    .map(({ id }) => id)
}
