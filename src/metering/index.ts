/**
 * Metering: who used what and what it costs, up the tree of institutions; which requests were answered before.
 * Owns the schema `metering`.
 */
export { meteringMigrations } from './tables.sql.ts'
export {
  type Claim,
  claimRequest,
  meter,
  type RecordedRequest,
  type StatementLine,
  setTerms,
  statementOf,
  type Usage,
} from './usage.ts'
