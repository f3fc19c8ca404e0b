/** The bits of a fact's `marks`, each a thing that a reader of its values must be told or may want to know. */
export const fact_marks = {
  /** The day on which the source made it known is not the source's own but month end plus lag (domain §3.8). */
  ASSUMED_DATE: 1,
  /** The code came in lower case. */
  CODE_FOLDED: 2,
  /** An operator let a code in whose check digit is wrong. */
  CODE_OVERRIDDEN: 4,
  /** The row contradicts itself by its dataset's own rule. */
  INCONSISTENT: 8,
} as const

export type FactMark = keyof typeof fact_marks
