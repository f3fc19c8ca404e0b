import type { ZenDecision } from '@gorules/zen-engine'
import { type Advice, adviceOf, readOutcome } from './advice.ts'
import { type BankInputs, readBankInputs } from './bank-inputs.ts'
import { compiledGraph, withThresholds } from './compile.ts'
import { type Context, contextOf, type DecisionInputs, declaredOf, type Known } from './context.ts'
import type { PolicyDefinition } from './definition.ts'
import { digestOfPolicy } from './digests.ts'
import { engineProblem } from './engine-problem.ts'
import { probe } from './probe.ts'
import type { Reason } from './reasons.ts'
import { refuse } from './refusals.ts'

/** A policy ready to advise: its graph is compiled once and kept. */
export interface Decider {
  readonly policy: PolicyDefinition
  readonly reasons: readonly Reason[]
  /** Of the definition and the reasons: what a decision names. */
  readonly digest: string
  readonly compiled: ZenDecision
}

/**
 * Compiles a checked policy, and tries it on firms of which all, nothing, or all but one indicator is known.
 * Refuses with `policy_expression_undecided` a condition that then gives neither yes nor no: the engine would
 * pass over its row in silence, and missing data would look like a good firm.
 */
export async function openPolicy(policy: PolicyDefinition, reasons: readonly Reason[]): Promise<Decider> {
  const filled = withThresholds(policy)
  const digest = digestOfPolicy(policy, reasons)
  const decider = { policy, reasons, digest, compiled: compiledGraph(filled) }
  await probe(filled, async (context) => {
    const result = await evaluate(decider, context)
    readOutcome(result, outcomePlace(policy))
    return result
  })
  return decider
}

/** What the policy advises; the same input gives the same advice, byte for byte in its canonical JSON. */
export async function decide(decider: Decider, inputs: DecisionInputs): Promise<Advice> {
  const { policy } = decider
  return await adviseOn(decider, declaredOf(policy, inputs), readBankInputs(policy, inputs.bank_inputs))
}

/** What the policy advises on what it declares, already taken apart and read. */
export async function adviseOn(decider: Decider, known: Known, bank_inputs: BankInputs): Promise<Advice> {
  const { policy, reasons } = decider
  const result = await evaluate(decider, contextOf(known, bank_inputs))
  const outcome = readOutcome(result, outcomePlace(policy))
  return adviceOf(policy, reasons, outcome, result)
}

/** The advice on each case, in their order: what a version would say before it is published. */
export async function simulate(
  decider: Decider,
  cases: readonly DecisionInputs[],
): Promise<readonly Advice[]> {
  return await Promise.all(cases.map((inputs) => decide(decider, inputs)))
}

async function evaluate(decider: Decider, context: Context): Promise<Readonly<Record<string, unknown>>> {
  const { policy, compiled } = decider
  try {
    const { result } = await compiled.evaluate(context)
    // The engine leaves out an expression that is null.
    return Object.fromEntries(policy.outputs.map((name) => [name, result[name] ?? null]))
  } catch (cause) {
    const { problem } = engineProblem(cause)
    const refusal = refuse('policy_evaluation_failed', {
      policy_id: policy.id,
      version: policy.version,
      problem,
    })
    refusal.cause = cause
    throw refusal
  }
}

function outcomePlace({ id, version }: PolicyDefinition): string {
  return `what ${id} ${version} gives`
}
