import { type CompanyGraph, office_bits } from '../graph.ts'
import { beginOf, endOf } from '../links.ts'
import { controlOf } from './control.ts'
import { type Climber, type Stake, slack, ultimate } from './levels.ts'

/** A natural person to whom an enterprise belongs in the end, and on what ground that is said. */
export interface BeneficialOwner {
  readonly node: number
  readonly ground: 'share' | 'control' | 'management'
  /** Of one; null where the ground is not a share. */
  readonly share: number | null
}

/** Who owns an enterprise in the end: everyone held by nobody, and what has not been traced to anyone. */
export interface Owners {
  readonly ultimate: readonly Stake[]
  readonly beneficial: readonly BeneficialOwner[]
  readonly untraced_share: number
}

export interface OwnerShares {
  readonly beneficial_share: number
  readonly control_share: number
}

/**
 * The owners of an enterprise. Beneficial are natural persons with `beneficial_share` or more; where there are none,
 * the person who controls it; where there is none, those who represent it.
 */
export function ownersOf(
  graph: CompanyGraph,
  climber: Climber,
  enterprise: number,
  shares: OwnerShares,
): Owners {
  const stakes = ultimate(graph, climber.stakes(enterprise))
  const traced = stakes.reduce((sum, { share }) => sum + share, 0)
  return {
    ultimate: stakes,
    beneficial: beneficialOf(graph, climber, enterprise, stakes, shares),
    untraced_share: Math.max(0, 1 - traced),
  }
}

function beneficialOf(
  graph: CompanyGraph,
  climber: Climber,
  enterprise: number,
  stakes: readonly Stake[],
  { beneficial_share, control_share }: OwnerShares,
): readonly BeneficialOwner[] {
  const { is_person } = graph
  const owners = stakes.filter(
    ({ node, share }) => is_person[node] === 1 && share >= beneficial_share - slack,
  )
  if (owners.length > 0) return owners.map(({ node, share }) => ({ node, ground: 'share', share }))
  const { controller } = controlOf(graph, climber, enterprise, control_share)
  if (controller !== null && is_person[controller] === 1)
    return [{ node: controller, ground: 'control', share: null }]
  return representativesOf(graph, enterprise).map((node) => ({ node, ground: 'management', share: null }))
}

/** The persons who represent an enterprise. */
export function representativesOf({ officers }: CompanyGraph, enterprise: number): readonly number[] {
  const persons: number[] = []
  for (let at = beginOf(officers, enterprise); at < endOf(officers, enterprise); at += 1) {
    if (((officers.weight[at] ?? 0) & office_bits.REPRESENTS) !== 0) persons.push(officers.to[at] ?? 0)
  }
  return persons
}
