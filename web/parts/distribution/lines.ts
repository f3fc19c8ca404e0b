import type { Line } from './distribution-option.ts'

/** A group as it is told: of which industry and size, and what its hundredths reach. */
export interface ToldGroup {
  readonly industry: { readonly code: string } | null
  readonly size: { readonly code: number } | null
  readonly p10: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p90: number
}

/** The groups of a picture: all, and each size in all industries. */
export function linesOf<Group extends ToldGroup>(
  groups: readonly Group[],
  nameOf: (group: Group) => string,
): readonly Line[] {
  return groups
    .filter(({ industry }) => industry === null)
    .map((group) => {
      const { p10, p25, p50, p75, p90 } = group
      return { name: nameOf(group), reached: [p10, p25, p50, p75, p90] }
    })
}
