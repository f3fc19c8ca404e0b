/**
 * Sources: what a dataset is, who delivers it, and what of a delivery file may come in.
 * Owns the definitions of datasets and sources, batches, checks on arrival, quarantine and freshness.
 */
export {
  type Batch,
  type BatchReport,
  batchById,
  batchesBefore,
  keepBatch,
  listBatches,
  nextBatchId,
} from './batches.sql.ts'
export {
  type Conflict,
  type ConflictOutcome,
  type ConflictQuestion,
  conflict_outcomes,
  conflictPage,
  decideConflict,
  openConflicts,
} from './conflicts.sql.ts'
export { DatasetDefinition, type DatasetField, Name, readDataset } from './definition.ts'
export {
  type AcrossFinding,
  type BatchFindings,
  type CompletenessFinding,
  findingsOf,
  keepFindings,
  type LateFinding,
} from './findings.sql.ts'
export { connectFrontEnd } from './front-end/connect.ts'
export { pullTable } from './front-end/pull.ts'
export {
  type HeldSnapshot,
  type HoldReason,
  heldSnapshot,
  keepHeld,
  listHeld,
  markRejected,
  markReleased,
} from './held.sql.ts'
export { identifierFaults, type RowFault } from './identifiers.sql.ts'
export { intakeSince, type RecentIntake } from './intake.sql.ts'
export { type Manifest, type PromisedFile, readManifest, requirePromised } from './manifest.ts'
export { isDeliveryFile } from './open-file.ts'
export { sourcesMigrations } from './push.sql.ts'
export {
  beginPush,
  endPush,
  type Push,
  PushPromise,
  pushById,
  readPush,
  receivedPush,
  requireSigned,
  SignedPush,
  unfinishedPushes,
} from './push.ts'
export {
  admitCode,
  keepQuarantine,
  listQuarantine,
  markReplayed,
  type QuarantinedRow,
  type Rejection,
  reasonsOf,
  rejectRow,
} from './quarantine.sql.ts'
export { refuse as refuseDelivery } from './refusals.ts'
export { IntakeRules, readIntakeRules } from './rules.ts'
export { isAskedFor, isInForce, readSource, requireSource, SourceDefinition } from './source.ts'
export { isPeriod } from './stage.sql.ts'
export { type Staged, stageFile } from './stage.ts'
export { ensureIntake } from './tables.sql.ts'
export { usccCheckFails } from './uscc.sql.ts'
export {
  quarantinedRow,
  quarantinePage,
  quarantineTotals,
  type WaitingQuestion,
  type WaitingRow,
  type WaitingState,
  type WaitingTotal,
  waiting_states,
  waitingRows,
} from './waiting.sql.ts'
export { unzip } from './zip.ts'
