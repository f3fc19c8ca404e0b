import { canonicalJson, type DigestSuite, digest, type Instant } from '#kernel'
import { hashLeaf } from '../tree/node.ts'

/** Data shown, a question refused, a list or table computed for many, or an act on who may know. */
export type EntryKind = 'disclosure' | 'refusal' | 'bulk' | 'act'

/** What the log says of one happening; what does not apply is left out. */
export interface Entry {
  readonly kind: EntryKind
  readonly at: Instant
  readonly institution_id?: string
  readonly client_id?: string
  readonly person_id?: string
  readonly request_id?: string
  readonly purpose?: string
  readonly consent_id?: string
  readonly consent_version?: number
  readonly product_id?: string
  readonly product_version?: string
  readonly uscc?: string
  readonly enterprise_id?: number
  readonly as_of?: Instant
  readonly datasets?: readonly string[]
  readonly fields?: readonly string[]
  /** Which sources were asked for this answer alone, and what came of it: `source/dataset:outcome`. */
  readonly verified?: readonly string[]
  /** The digest of the answer as it left, in hexadecimal. */
  readonly answer_digest?: string
  /** The code of a refusal. */
  readonly refusal_code?: string
  /** The verb of an act, as `consent.withdraw`. */
  readonly act?: string
  /** What the act was done to, where that is no enterprise: a row of quarantine. */
  readonly object_id?: string
}

/** What a leaf commits to: H(salt ‖ canonical entry). */
export function commitmentOf(suite: DigestSuite, salt: Uint8Array, canonical_entry: string): Buffer {
  return digest(suite, salt, canonical_entry)
}

/** The leaf hash of an entry under its salt: H(0x00 ‖ commitment). */
export function leafHashOf(suite: DigestSuite, salt: Uint8Array, canonical_entry: string): Buffer {
  return hashLeaf(suite, commitmentOf(suite, salt, canonical_entry))
}

/** The one text of an entry. */
export function entryText(entry: Entry): string {
  return canonicalJson({ ...entry })
}
