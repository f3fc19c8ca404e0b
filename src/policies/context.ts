import type { IndicatorValue } from '#indicators'
import type { BankInputs } from './bank-inputs.ts'
import type { PolicyDefinition } from './definition.ts'
import { refuse } from './refusals.ts'

/** A fact as it is known; null where it is not. */
export type FactValue = string | number | boolean | null

/** What is known of one firm, as gathered: the policy takes from it what it declares and nothing else. */
export interface Known {
  readonly indicators: Readonly<Record<string, IndicatorValue>>
  readonly facts: Readonly<Record<string, FactValue>>
}

/** What is known of the firm and what the bank adds, unread. */
export interface DecisionInputs extends Known {
  readonly bank_inputs?: unknown
}

interface IndicatorInput extends IndicatorValue {
  readonly known: boolean
  readonly certain: boolean
}

/** What the graph reads. */
export interface Context {
  readonly indicators: Readonly<Record<string, IndicatorInput>>
  readonly facts: Readonly<Record<string, FactValue>>
  readonly bank_inputs: BankInputs
}

const uncertain = ['DISPUTED', 'STALE']

/** What of the known the policy declares, in its order. Refuses with `policy_input_missing` what was not gathered. */
export function declaredOf({ id: policy_id, inputs }: PolicyDefinition, { indicators, facts }: Known): Known {
  const take = <Value>(values: Readonly<Record<string, Value>>, name: string, family: string) => {
    const value = values[name]
    if (value === undefined) throw refuse('policy_input_missing', { policy_id, input: `${family}.${name}` })
    return [name, value] as const
  }
  return {
    indicators: Object.fromEntries(inputs.indicators.map((id) => take(indicators, id, 'indicators'))),
    facts: Object.fromEntries(inputs.facts.map(({ id }) => take(facts, id, 'facts'))),
  }
}

/** What the graph reads, from what is declared. */
export function contextOf({ indicators, facts }: Known, bank_inputs: BankInputs): Context {
  const inputs = Object.entries(indicators).map(([id, value]) => [id, inputOf(value)])
  return { indicators: Object.fromEntries(inputs), facts, bank_inputs }
}

function inputOf({ value, flag, marks }: IndicatorValue): IndicatorInput {
  const known = value !== null
  return { value, flag, marks, known, certain: known && !uncertain.includes(flag) }
}
