import type { Instant } from '#kernel'
import type { Tx } from '#store'
import { type Decider, openPolicy } from './decide.ts'
import { type PolicyDefinition, readShape } from './definition.ts'
import type { Reason } from './reasons.ts'
import { refuse } from './refusals.ts'
import {
  keepVersion,
  lockVersions,
  publishDraft,
  retirePublished,
  versionList,
  versionOf,
} from './versions.sql.ts'

/** Where a version stands: a draft may change, a published one advises, a retired one is replayed only. */
export type VersionState = 'draft' | 'published' | 'retired'

/** A version in a list. */
export interface VersionEntry {
  readonly policy_id: string
  readonly version: string
  readonly institution: string
  readonly definition_digest: string
  readonly state: VersionState
  readonly kept_at: Instant
  readonly published_at: Instant | null
  readonly retired_at: Instant | null
}

/** A version as it is kept, with the wording of the reasons that it was published with. */
export interface PolicyVersion extends VersionEntry {
  readonly definition: PolicyDefinition
  readonly reasons: readonly Reason[]
}

/** Keeps an opened policy as a draft. Refuses with `policy_version_taken` a number that is published otherwise. */
export async function keepDraft(tx: Tx, decider: Decider, at: Instant): Promise<void> {
  const { id: policy_id, version } = decider.policy
  const kept_n = await tx.run(keepVersion(decider, at))
  if (kept_n > 0) return
  const held = await policyVersion(tx, policy_id, version)
  if (held.definition_digest !== decider.digest) throw refuse('policy_version_taken', { policy_id, version })
}

/**
 * Publishes an opened policy and retires the version before it; the same one again changes nothing. Refuses a
 * number that is taken by another content, that is not newer than the published one, or that is retired.
 */
export async function publishVersion(tx: Tx, decider: Decider, at: Instant): Promise<void> {
  const { id: policy_id, version } = decider.policy
  await tx.run(lockVersions())
  await keepDraft(tx, decider, at)
  const { state } = await policyVersion(tx, policy_id, version)
  if (state === 'published') return
  if (state === 'retired') throw refuse('policy_version_retired', { policy_id, version })
  const [published] = await tx.rows<VersionEntry>(versionOf(policy_id, undefined))
  if (published !== undefined && !isNewer(version, published.version))
    throw refuse('policy_version_not_newer', { policy_id, version, published: published.version })
  await tx.run(retirePublished(policy_id, at))
  await tx.run(publishDraft(policy_id, version, at))
}

/** A version of a policy, the published one unless named. Refuses with `policy_unknown`. */
export async function policyVersion(tx: Tx, policy_id: string, version?: string): Promise<PolicyVersion> {
  const [row] = await tx.rows<PolicyVersion>(versionOf(policy_id, version))
  if (row === undefined) throw refuse('policy_unknown', { policy_id, version: version ?? 'published' })
  return { ...row, definition: readShape(row.definition, `${policy_id} ${row.version} as kept`) }
}

/** The versions of a policy, or of all, oldest first. */
export async function policyVersions(tx: Tx, policy_id?: string): Promise<readonly VersionEntry[]> {
  return await tx.rows<VersionEntry>(versionList(policy_id))
}

/** A kept version, ready to advise. */
export async function openVersion({ definition, reasons }: PolicyVersion): Promise<Decider> {
  return await openPolicy(definition, reasons)
}

function isNewer(version: string, than: string): boolean {
  const parts = than.split('.').map(Number)
  const difference = version
    .split('.')
    .map((part, index) => Number(part) - (parts[index] ?? 0))
    .find((each) => each !== 0)
  return difference !== undefined && difference > 0
}
