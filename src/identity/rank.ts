import type { Lexicon } from './lexicon.ts'
import type { NameIndex } from './name-index.ts'
import type { ResolveRules } from './rules.ts'
import { cautionsOf, type Reason, reasonsOf, type Scored, type Sought, scoreName } from './score.ts'
import type { Caution } from './score-words.ts'

/** An enterprise that may be who is sought, by the name that agrees best, for a person to judge. */
export interface Candidate {
  readonly enterprise_id: number
  /** The name that agrees, folded. */
  readonly name: string
  readonly score: number
  readonly reasons: readonly Reason[]
  readonly cautions: readonly Caution[]
}

/**
 * The enterprises of an index that may be who is sought, the likest first, each once. A score is no proof: no name
 * makes two codes one enterprise.
 */
export function rankNames(
  index: NameIndex,
  sought: Sought,
  lexicon: Lexicon,
  rules: ResolveRules,
): readonly Candidate[] {
  const near = index.near(sought.parts, rules.sieve.value)
  const scored = near
    .map((row) => scoreName(sought, row, lexicon, rules))
    .filter(({ score, compared }) => score >= rules.least_score.value && brandAgrees(compared))
    .sort((one, other) => other.score - one.score || one.row.enterprise_id - other.row.enterprise_id)
  const firsts = scored.filter(
    ({ row }, at) => scored.findIndex((each) => each.row.enterprise_id === row.enterprise_id) === at,
  )
  return firsts.slice(0, rules.most_candidates.value).map((each) => {
    const { enterprise_id, name } = each.row
    const namesakes = firsts.filter(({ row }) => row.name === name).length > 1
    const cautions = [...cautionsOf(sought, each), ...(namesakes ? (['same_name'] as const) : [])]
    return { enterprise_id, name, score: each.score, reasons: reasonsOf(each, rules), cautions }
  })
}

// Where the 字号 says nothing, place and form alone find half a city.
function brandAgrees(compared: Scored['compared']): boolean {
  return compared.some(({ part, agreement }) => part === 'brand' && agreement.ratio > 0)
}
