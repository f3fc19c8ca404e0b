import { type Static, Type } from 'typebox'
import { oneOf, readerOf } from '#kernel'
import type { PolicyDefinition } from './definition.ts'
import type { Reason } from './reasons.ts'

/** What is advised, from the lightest to the gravest. The bank decides. */
export const advices = ['pass', 'manual', 'decline'] as const

const advice_words = { pass: '建议通过', manual: '转人工', decline: '建议拒绝' } as const

const Matched = Type.Object({
  rule: Type.String(),
  outcome: oneOf(['manual', 'decline']),
  reason: Type.Integer(),
})

const Outcome = Type.Object({
  scorecard: Type.Array(Type.Object({ variable: Type.String(), points: Type.Number() })),
  score: Type.Number(),
  limit_cny: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
  matched: Type.Array(Matched),
  remarks: Type.Array(Type.Object({ note: Type.String() })),
})

export type AdviceWord = (typeof advices)[number]
export type Outcome = Static<typeof Outcome>
export type MatchedRule = Static<typeof Matched>

/** What a graph has to give, read from what the engine gave. Refuses with `schema_mismatch`. */
export const readOutcome = readerOf(Outcome)

export interface AdviceReason {
  readonly code: number
  readonly text_zh: string
  readonly text_en: string
  readonly rules: readonly string[]
}

export interface LimitStep {
  readonly id: string
  readonly name_zh: string
  readonly name_en: string
  readonly unit: string
  readonly value: string | null
}

export interface AdviceNote {
  readonly code: string
  readonly text_zh: string
  readonly text_en: string
}

/** An advice: what, how much at most (yuan as text, null where none can be said or it is declined), and why. */
export interface Advice {
  readonly policy_id: string
  readonly policy_version: string
  readonly advice: AdviceWord
  readonly advice_zh: string
  readonly reference_limit: string | null
  readonly limit_trace: readonly LimitStep[]
  readonly score: number
  readonly reasons: readonly AdviceReason[]
  readonly matched_rules: readonly MatchedRule[]
  readonly notes: readonly AdviceNote[]
}

/** The advice that a graph's outcome comes to; `steps` holds the named results of its formula. */
export function adviceOf(
  policy: PolicyDefinition,
  reasons: readonly Reason[],
  outcome: Outcome,
  steps: Readonly<Record<string, unknown>>,
): Advice {
  const advice = gravest(outcome.matched)
  const has_limit = advice !== 'decline' && outcome.limit_cny !== null
  return {
    policy_id: policy.id,
    policy_version: policy.version,
    advice,
    advice_zh: advice_words[advice],
    reference_limit: has_limit ? String(outcome.limit_cny) : null,
    limit_trace: has_limit ? traceOf(policy, steps) : [],
    score: outcome.score,
    reasons: reasonsOf(reasons, outcome.matched),
    matched_rules: outcome.matched,
    notes: notesOf(policy, outcome),
  }
}

function gravest(matched: readonly MatchedRule[]): AdviceWord {
  return advices.findLast((word) => matched.some(({ outcome }) => outcome === word)) ?? 'pass'
}

function traceOf(
  { limit_trace }: PolicyDefinition,
  steps: Readonly<Record<string, unknown>>,
): readonly LimitStep[] {
  return limit_trace.map(({ id, name, unit }) => {
    const value = steps[id] ?? null
    return { id, name_zh: name.zh, name_en: name.en, unit, value: value === null ? null : String(value) }
  })
}

function reasonsOf(reasons: readonly Reason[], matched: readonly MatchedRule[]): readonly AdviceReason[] {
  return reasons.flatMap(({ code, zh, en }) => {
    const rules = matched.filter(({ reason }) => reason === code).map(({ rule }) => rule)
    return rules.length === 0 ? [] : [{ code, text_zh: zh, text_en: en, rules }]
  })
}

function notesOf({ notes }: PolicyDefinition, { remarks }: Outcome): readonly AdviceNote[] {
  return notes
    .filter(({ code }) => remarks.some(({ note }) => note === code))
    .map(({ code, zh, en }) => ({ code, text_zh: zh, text_en: en }))
}
