/**
 * Metering: who used what and what it costs, up the tree of institutions; which requests were answered before.
 * Owns the schema `metering`. Where a node stands in its tree comes in with each question.
 */
export { answeredMeanwhile, meter, meterPart, type Use } from './meter.ts'
export { type NewPrice, type NewQuota, setPrice, setQuota } from './price.ts'
export {
  type Claim,
  type ClaimedRequest,
  claimRequest,
  forgetRequests,
  type Recorded,
} from './request.ts'
export { type StatementLine, statementOf, type TreeNode, type UsageRow, usageOf } from './statement.ts'
export { meteringMigrations } from './tables.sql.ts'
