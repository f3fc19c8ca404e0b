import { evaluateExpressionSync } from '@gorules/zen-engine'
import type { IndicatorValue } from '#indicators'
import type { BankInputs } from './bank-inputs.ts'
import { type Context, contextOf, type FactValue } from './context.ts'
import type { BankInputDefinition, PolicyDefinition } from './definition.ts'
import { engineProblem } from './engine-problem.ts'
import type { Expression } from './graph.ts'
import { refuse } from './refusals.ts'
import { expressionsOf } from './steps.ts'

type Evaluate = (context: Context) => Promise<Readonly<Record<string, unknown>>>

const something: IndicatorValue = { value: 1, flag: 'OK', marks: [] }
const nothing: IndicatorValue = { value: null, flag: 'NO_COVERAGE', marks: [] }

/** Tries a policy on firms of which all, nothing, or all but one thing is known. Refuses what stays undecided. */
export async function probe(policy: PolicyDefinition, evaluate: Evaluate): Promise<void> {
  const conditions = expressionsOf(policy).filter(({ kind }) => kind === 'condition')
  const together = `[${conditions.map(({ text }) => text).join(', ')}]`
  for (const { firm, context } of firmsOf(policy)) {
    const whole = { ...context, ...(await evaluate(context)) }
    // All at once first: handing the context to the engine costs more than the conditions do.
    if (allDecide(together, whole)) continue
    for (const condition of conditions) mustDecide(policy.id, condition, firm, whole)
  }
}

function allDecide(together: string, context: object): boolean {
  try {
    const values: unknown = evaluateExpressionSync(together, context)
    return Array.isArray(values) && values.every((value) => typeof value === 'boolean')
  } catch {
    return false
  }
}

function mustDecide(policy_id: string, condition: Expression, firm: string, context: object): void {
  const { node, at, text } = condition
  const problem = problemOf(text, context)
  if (problem !== undefined)
    throw refuse('policy_expression_undecided', { policy_id, node, at, text, firm, problem })
}

function problemOf(text: string, context: object): string | undefined {
  try {
    const value: unknown = evaluateExpressionSync(text, context)
    return typeof value === 'boolean' ? undefined : `it gives ${JSON.stringify(value)}`
  } catch (cause) {
    return engineProblem(cause).problem
  }
}

interface Firm {
  readonly firm: string
  readonly context: Context
}

function firmsOf(policy: PolicyDefinition): readonly Firm[] {
  const { indicators, facts, bank_inputs } = policy.inputs
  const names = [...indicators, ...facts.map(({ id }) => id), ...bank_inputs.map(({ id }) => id)]
  return [
    { firm: 'all is known', context: firmWithout(policy, []) },
    { firm: 'nothing is known', context: firmWithout(policy, names) },
    ...names.map((name) => ({ firm: `${name} is unknown`, context: firmWithout(policy, [name]) })),
  ]
}

function firmWithout(policy: PolicyDefinition, unknown: readonly string[]): Context {
  const { indicators, facts, bank_inputs } = policy.inputs
  const known = {
    indicators: Object.fromEntries(indicators.map((id) => [id, unknown.includes(id) ? nothing : something])),
    facts: Object.fromEntries(
      facts.map(({ id }): [string, FactValue] => [id, unknown.includes(id) ? null : 'any']),
    ),
  }
  const brought: BankInputs = Object.fromEntries(
    bank_inputs.map((definition) => [
      definition.id,
      unknown.includes(definition.id) ? null : sampleOf(definition),
    ]),
  )
  return contextOf(known, brought)
}

function sampleOf({ type, words = [] }: BankInputDefinition): string | number {
  if (type === 'word') return words[0] ?? ''
  return type === 'money' ? '1' : 1
}
