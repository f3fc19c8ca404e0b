/**
 * What is wrong with a leaf, the tree or a head. `altered`: an entry no longer gives its leaf. `removed`: a leaf or its
 * entry is gone. `reordered`: a sound entry stands where another stood. `tree_mismatch`: the leaves here do not give
 * the tree, and none of them can be told from the other. `head_mismatch`: the leaves up to here do not give the signed
 * root. `head_unsigned`: no key of ours signed it. `unheaded`: after the last signed head. `overdue`: unsealed past
 * its time. `unlisted`: neither sealed nor waiting.
 */
export type Problem =
  | 'altered'
  | 'removed'
  | 'reordered'
  | 'tree_mismatch'
  | 'head_mismatch'
  | 'head_unsigned'
  | 'unheaded'
  | 'overdue'
  | 'unlisted'

export interface Finding {
  readonly problem: Problem
  /** The place of the leaf, counted from 0; of a head, that of its last leaf. Null for a leaf without a place. */
  readonly position: number | null
  /** The hash that stands there, in hexadecimal; null where nothing does. */
  readonly leaf_hash: string | null
}

/** Findings as they are made; those beyond a thousand are counted only. */
export interface Findings {
  add(problem: Problem, position: number | null, leaf_hash: Buffer | null): void
  report(): { readonly sound: boolean; readonly findings: readonly Finding[]; readonly more_findings: number }
}

const listed_at_most = 1000

/** No findings yet. */
export function findingsOf(): Findings {
  const findings: Finding[] = []
  let more_findings = 0
  return {
    add(problem, position, leaf_hash) {
      if (findings.length < listed_at_most) {
        findings.push({ problem, position, leaf_hash: leaf_hash?.toString('hex') ?? null })
      } else more_findings++
    },
    report: () => ({
      sound: findings.length === 0,
      findings: findings.toSorted((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity)),
      more_findings,
    }),
  }
}
