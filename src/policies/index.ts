/**
 * Policies: what a bank has asked us to advise by. A policy is a decision graph with its thresholds and their
 * sources; it reads indicators, facts and what the bank brings, and gives pass, manual or decline, a reference
 * limit and public reasons. The bank decides; what it decided is reported apart.
 * Owns the schema `policies`: versions, decisions with their inputs for replay, and the banks' own results.
 */
export type { Advice, AdviceNote, AdviceReason, AdviceWord, LimitStep, MatchedRule } from './advice.ts'
export { bankDecisionsOf, outcomesOf, reportBankDecision } from './bank-decisions.ts'
export { type BankInputs, digestOf, readBankInputs } from './bank-inputs.ts'
export { type PolicyWorld, readPolicy } from './check.ts'
export type { DecisionInputs, FactValue, Known } from './context.ts'
export { type Decider, decide, openPolicy, simulate } from './decide.ts'
export {
  adviceText,
  type BankDecision,
  type Decision,
  decisionById,
  digestOfAdvice,
  type ErasedInputs,
  eraseInputs,
  keepDecision,
  type NewDecision,
} from './decisions.ts'
export { type PolicyDefinition, PolicySchema } from './definition.ts'
export { type Reason, ReasonsSchema, readReasons } from './reasons.ts'
export { type Replay, type ReplayWith, replay } from './replay.ts'
export { policiesMigrations } from './tables.sql.ts'
export {
  keepDraft,
  openVersion,
  type PolicyVersion,
  policyVersion,
  policyVersions,
  publishVersion,
  type VersionEntry,
  type VersionState,
} from './versions.ts'
