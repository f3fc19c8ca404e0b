/** The bits of an enterprise's `marks`: what is odd about its code, none of it a reason to refuse it. */
export const code_marks = {
  /** The organisation code inside fails its own check (GB 11714-1997). */
  INNER_CHECK_ODD: 1,
  /** The check digit is wrong and an operator let the code in with a note. */
  OVERRIDDEN: 2,
} as const
