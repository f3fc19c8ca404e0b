import { risk_bits } from '../graph.ts'
import type { Relative } from './related.ts'

/** How risk passes from relatives: points by what is said of them, less at each further hop, up to a cap. */
export interface ContagionRules {
  readonly decay: number
  readonly cap: number
  readonly risks: {
    readonly dishonest: number
    readonly serious_illegal: number
    readonly restriction: number
  }
}

/** What makes a relative a negative one. */
export const negative_bits = risk_bits.DISHONEST | risk_bits.SERIOUS_ILLEGAL | risk_bits.RESTRICTION

/** The points that stand against a node by its bits. */
export function pointsOf(bits: number, { risks }: ContagionRules): number {
  return (
    ((bits & risk_bits.DISHONEST) === 0 ? 0 : risks.dishonest) +
    ((bits & risk_bits.SERIOUS_ILLEGAL) === 0 ? 0 : risks.serious_illegal) +
    ((bits & risk_bits.RESTRICTION) === 0 ? 0 : risks.restriction)
  )
}

/** The points that pass over from relatives: Σ points · weight · decay^(hops − 1), at most `cap`. */
export function contagionOf(
  relatives: readonly Relative[],
  risks: Uint8Array,
  rules: ContagionRules,
): number {
  const sum = relatives.reduce((total, { node, hops, weight }) => {
    const points = pointsOf(risks[node] ?? 0, rules)
    return points === 0 ? total : total + points * weight * rules.decay ** (hops - 1)
  }, 0)
  return Math.min(rules.cap, sum)
}
