import { digestHex } from '#kernel'
import type { Tx } from '#store'
import { digestOf, readBankInputs, someBankInputs } from './bank-inputs.ts'
import { adviseOn, type Decider } from './decide.ts'
import { adviceText, type Decision, decisionById, digestOfInputs } from './decisions.ts'
import { digestOfPolicy } from './digests.ts'
import { refuse } from './refusals.ts'
import { openVersion, policyVersion } from './versions.ts'

/** What a replay is given beside the decision: the salt of the bank's inputs, and those inputs where it used any. */
export interface ReplayWith {
  readonly salt: Uint8Array
  readonly bank_inputs?: unknown
}

/** A decision made again: the same text, and its digest. */
export interface Replay {
  readonly decision: Decision
  readonly text: string
  readonly advice_digest: string
}

/**
 * Makes a decision again from its kept inputs, at its recorded version, and gives back the same bytes. Refuses
 * inputs that were erased, bank inputs that are missing or differ, and with `decision_altered` whatever of the
 * record is not what was kept, naming the part.
 */
export async function replay(tx: Tx, decision_id: string, using: ReplayWith): Promise<Replay> {
  const decision = await decisionById(tx, decision_id)
  const { inputs, erased_at } = decision
  if (inputs === null) throw refuse('inputs_erased', { decision_id, erased_at: String(erased_at) })
  const altered = (part: string) => refuse('decision_altered', { decision_id, part })
  if (digestOfInputs(inputs) !== decision.inputs_digest) throw altered('its inputs')
  if (digestHex('gm', decision.advice) !== decision.advice_digest) throw altered('its advice')
  const decider = await recordedPolicy(tx, decision)
  const advice = await adviseOn(decider, inputs, bankInputsAgain(decider, decision, using))
  const text = adviceText(advice)
  if (text !== decision.advice) throw altered('what comes of its inputs')
  return { decision, text, advice_digest: decision.advice_digest }
}

async function recordedPolicy(tx: Tx, decision: Decision): Promise<Decider> {
  const { decision_id, policy_id, policy_version } = decision
  const version = await policyVersion(tx, policy_id, policy_version)
  const held = digestOfPolicy(version.definition, version.reasons)
  if (held !== decision.definition_digest)
    throw refuse('decision_altered', { decision_id, part: 'its policy' })
  return await openVersion(version)
}

function bankInputsAgain({ policy }: Decider, decision: Decision, { salt, bank_inputs }: ReplayWith) {
  const { decision_id, bank_inputs_digest } = decision
  const brought = readBankInputs(policy, bank_inputs)
  const some = someBankInputs(brought)
  if (bank_inputs_digest !== null && !some) throw refuse('bank_inputs_required', { decision_id })
  const digest = some ? digestOf(brought, salt) : null
  if (digest !== bank_inputs_digest) throw refuse('bank_inputs_differ', { decision_id })
  return brought
}
