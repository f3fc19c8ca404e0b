/**
 * Audit: what was shown to whom, and what was refused; an append-only Merkle log (RFC 9162).
 *
 * An entry's commitment is H(salt ‖ canonical entry), with 32 random bytes of salt; its leaf hash is
 * H(0x00 ‖ commitment), which the answer carries. Entry and salt stand beside the leaf, so that a subject can be
 * erased while every proof holds. `append` gives a leaf no place; the sealer gives places to what was committed,
 * extends the tree, keeps the nodes of complete subtrees, and signs the head. H is SM3 in suite `gm`, SHA-256 in
 * `intl`, settled when the log is made and named in every head. Owns the schema `audit`; reads and writes nothing else.
 */
export { append, type Leaf, type LeafReceipt, leafOf, leavesPart } from './log/append.ts'
export { commitmentOf, type Entry, type EntryKind, leafHashOf } from './log/entry.ts'
export { anythingShown, readersOf, type ShownWhat } from './log/log.sql.ts'
export { type AuditLog, openLog } from './log/open.ts'
export { type SealSettings, seal } from './log/seal.ts'
export { type Sealer, startSealer } from './log/sealer.ts'
export { askedAbout, eraseSubject, receiptOf, type Shown, type Told } from './log/subjects.ts'
export { auditMigrations } from './tables.sql.ts'
export { type Head, headMessage, latestHead } from './tree/head.ts'
export { verifyConsistency, verifyInclusion } from './tree/proof.ts'
export {
  type ConsistencyProof,
  consistencyProof,
  type InclusionProof,
  inclusionProof,
} from './tree/prove.ts'
export { type AuditReport, type Finding, type Problem, verify } from './verify/verify.ts'
