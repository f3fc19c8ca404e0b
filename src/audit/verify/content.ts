import type { DigestSuite } from '#kernel'
import { type Entry, leafHashOf } from '../log/entry.ts'
import type { Problem } from './finding.ts'
import type { Kept } from './verify.sql.ts'

/** What is wrong with the entry beside a leaf, by itself; null for a sound or an erased one. */
export function faultOf(suite: DigestSuite, leaf: Kept | undefined): Problem | null {
  if (leaf === undefined || leaf.own_hash === null) return 'removed'
  if (leaf.erased !== true && !isIntact(suite, leaf)) return 'altered'
  return leaf.own_hash.equals(leaf.leaf_hash) ? null : 'reordered'
}

// The columns that are searched must say what the entry says, or a reader of the log could be hidden.
function isIntact(suite: DigestSuite, { entry, salt, own_hash, ...columns }: Kept): boolean {
  if (entry === null || salt === null || own_hash === null) return false
  if (!leafHashOf(suite, salt, entry).equals(own_hash)) return false
  const said: Entry = JSON.parse(entry)
  return (
    columns.uscc === (said.uscc ?? null) &&
    columns.as_of === (said.as_of ?? null) &&
    columns.at === said.at &&
    (columns.datasets ?? []).join(',') === (said.datasets ?? []).join(',')
  )
}
