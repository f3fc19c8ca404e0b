import { type Static, Type } from 'typebox'
import type { Named } from '#consent'
import { oneOf, readerOf } from '#kernel'

/** What the bank's app shows of the bureau's advice. */
export interface Advised {
  readonly outcome: 'pass' | 'manual' | 'decline'
  readonly outcome_name: Named
  readonly limit_cny: string | null
  readonly reasons: readonly { readonly code: number; readonly text: Named }[]
}

/** What the bank decided: at once where the advice is clear, by a person where it is not. */
export interface BankDecided {
  readonly result: 'approved' | 'rejected' | 'manual'
  readonly limit_cny: string | null
}

const AdviceShape = Type.Object({
  decision_id: Type.String(),
  advice: oneOf(['pass', 'manual', 'decline']),
  reference_limit: Type.Union([Type.String(), Type.Null()]),
  reasons: Type.Array(Type.Object({ code: Type.Integer(), text_zh: Type.String(), text_en: Type.String() })),
})
const read = readerOf(AdviceShape)

const names: Readonly<Record<Advised['outcome'], Named>> = {
  pass: { zh: '建议通过', en: 'Pass' },
  manual: { zh: '转人工', en: 'To a person' },
  decline: { zh: '建议拒绝', en: 'Decline' },
}

/** What the app takes from an answer of the bureau. */
export function advisedIn(answer: unknown): { readonly decision_id: string; readonly advice: Advised } {
  const { decision_id, advice, reference_limit, reasons }: Static<typeof AdviceShape> = read(answer, 'advice')
  return {
    decision_id,
    advice: {
      outcome: advice,
      outcome_name: names[advice],
      limit_cny: reference_limit,
      reasons: reasons.map(({ code, text_zh, text_en }) => ({ code, text: { zh: text_zh, en: text_en } })),
    },
  }
}

/** This bank's rule: it follows a clear advice, lends no more than was asked for, and leaves the rest to a person. */
export function decidedBy({ outcome, limit_cny }: Advised, asked_cny: string): BankDecided {
  if (outcome === 'decline') return { result: 'rejected', limit_cny: null }
  if (outcome === 'manual' || limit_cny === null) return { result: 'manual', limit_cny: null }
  return { result: 'approved', limit_cny: Number(asked_cny) < Number(limit_cny) ? asked_cny : limit_cny }
}

/** What is reported to the bureau; null while a person has not decided. */
export function reportOf({ reasons }: Advised, { result, limit_cny }: BankDecided): object | null {
  if (result === 'manual') return null
  return result === 'approved' ? { result, limit_cny } : { result, reject_code: reasons[0]?.code ?? 1 }
}
