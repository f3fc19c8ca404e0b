import { evaluateExpressionSync, ZenEngine } from '@gorules/zen-engine'
import type { Refusal } from '#kernel'
import { type PolicyDefinition, readShape } from './definition.ts'
import { engineProblem } from './engine-problem.ts'
import type { Expression } from './graph.ts'
import { checkReads } from './reads.ts'
import type { Reason } from './reasons.ts'
import { refuse } from './refusals.ts'
import { rowsOf, type Step, stepsOf } from './steps.ts'

/** What a policy may name: the indicators that there are, and the public reasons. */
export interface PolicyWorld {
  readonly indicators: readonly string[]
  readonly reasons: readonly Reason[]
}

const outcomes = ["'manual'", "'decline'"]

/** What every graph has to give for an advice to be made of it. */
const needed = ['scorecard', 'score', 'limit_cny', 'matched', 'remarks']

/**
 * A policy from JSON that `place` names, checked: its graph compiles, reads what is declared and nothing else,
 * counts no weeks, reads no clock, and gives what is declared. Refuses with the code, the node and the row.
 */
export function readPolicy(value: unknown, place: string, world: PolicyWorld): PolicyDefinition {
  const policy = readShape(value, place)
  const steps = stepsOf(policy)
  checkNames(policy)
  checkIndicators(policy, world.indicators)
  checkOutputs(policy, steps)
  const expressions = steps.flatMap((step) => step.expressions)
  checkReads(policy, expressions)
  for (const expression of expressions) checkSyntax(policy.id, expression)
  checkCompiles(policy)
  checkWording(policy, steps, world.reasons)
  return policy
}

function checkNames({ id: policy_id, inputs, limit_trace, notes, graph }: PolicyDefinition): void {
  const lists = [inputs.facts, inputs.bank_inputs, limit_trace, graph.nodes]
  const names = [...lists.map((list) => list.map(({ id }) => id)), notes.map(({ code }) => code)]
  for (const list of names) {
    const name = list.find((id, index) => list.indexOf(id) !== index)
    if (name !== undefined) throw refuse('policy_name_twice', { policy_id, name })
  }
}

function checkIndicators({ id: policy_id, inputs }: PolicyDefinition, known: readonly string[]): void {
  const indicator_id = inputs.indicators.find((id) => !known.includes(id))
  if (indicator_id !== undefined) throw refuse('policy_indicator_unknown', { policy_id, indicator_id })
}

function checkOutputs(
  { id: policy_id, outputs, limit_trace }: PolicyDefinition,
  steps: readonly Step[],
): void {
  for (const step of steps) {
    const output = step.outputs.find((name) => !outputs.includes(name))
    if (output !== undefined) throw refuse('policy_output_undeclared', { policy_id, node: step.node, output })
  }
  const given = steps.flatMap((step) => step.outputs)
  const wanted = [...needed, ...outputs, ...limit_trace.map(({ id }) => id)]
  const output = wanted.find((name) => !given.includes(name))
  if (output !== undefined) throw refuse('policy_output_missing', { policy_id, output })
}

function checkSyntax(policy_id: string, { node, at, text }: Expression): void {
  try {
    evaluateExpressionSync(text, {})
  } catch (cause) {
    const { kind, problem } = engineProblem(cause)
    // With nothing to read, an expression that is sound may still stop; only its grammar is judged here.
    if (kind !== 'vmError')
      throw because(refuse('policy_expression_broken', { policy_id, node, at, text, problem }), cause)
  }
}

function checkCompiles({ id: policy_id, graph }: PolicyDefinition): void {
  try {
    new ZenEngine().createDecision(graph).validate()
  } catch (cause) {
    throw because(refuse('policy_graph_broken', { policy_id, problem: engineProblem(cause).problem }), cause)
  }
}

function checkWording(
  { id: policy_id, notes }: PolicyDefinition,
  steps: readonly Step[],
  reasons: readonly Reason[],
): void {
  for (const row of rowsOf(steps, 'matched')) {
    const reason = String(row.reason)
    const known = reasons.some(({ code }) => String(code) === reason)
    const rule = String(row.rule)
    if (!known) throw refuse('policy_reason_unknown', { policy_id, rule, reason })
    const outcome = String(row.outcome)
    if (!outcomes.includes(outcome)) throw refuse('policy_outcome_unknown', { policy_id, rule, outcome })
  }
  for (const row of rowsOf(steps, 'remarks')) {
    const known = notes.some(({ code }) => `'${code}'` === row.note)
    if (!known) throw refuse('policy_note_unknown', { policy_id, note: String(row.note) })
  }
}

function because(refusal: Refusal, cause: unknown): Refusal {
  refusal.cause = cause
  return refusal
}
