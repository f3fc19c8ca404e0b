import { canonicalJson, type Instant } from '#kernel'
import { empty, type Sql, sql } from '#sql'
import type { Decider } from './decide.ts'
import { plain } from './digests.ts'

const columns = sql`policy_id, version, institution, definition, reasons, definition_digest, state, kept_at,
    published_at, retired_at`

/** Keeps others from publishing until the transaction ends; readers go on. */
export function lockVersions(): Sql {
  return sql`LOCK TABLE policies.versions IN SHARE ROW EXCLUSIVE MODE`
}

/** One version, or the published one where none is named. */
export function versionOf(policy_id: string, version: string | undefined): Sql {
  return sql`
    SELECT ${columns}
    FROM policies.versions
    WHERE policy_id = ${policy_id}
      AND ${version === undefined ? sql`state = 'published'` : sql`version = ${version}`}`
}

/** Every version of a policy, or of all, without the definitions. */
export function versionList(policy_id: string | undefined): Sql {
  return sql`
    SELECT policy_id, version, institution, definition_digest, state, kept_at, published_at, retired_at
    FROM policies.versions
    ${policy_id === undefined ? empty : sql`WHERE policy_id = ${policy_id}`}
    ORDER BY policy_id, string_to_array(version, '.')::integer[]`
}

/** Keeps a version as a draft, in the place of an earlier draft of the same number. */
export function keepVersion({ policy, reasons, digest }: Decider, at: Instant): Sql {
  const definition = canonicalJson(plain(policy))
  return sql`
    INSERT INTO policies.versions (policy_id, version, institution, definition, reasons, definition_digest, state, kept_at)
    VALUES (${policy.id}, ${policy.version}, ${policy.institution}, CAST(${definition} AS jsonb),
      CAST(${canonicalJson(plain(reasons))} AS jsonb), ${digest}, 'draft', ${at})
    ON CONFLICT (policy_id, version) DO UPDATE
    SET institution = EXCLUDED.institution,
      definition = EXCLUDED.definition,
      reasons = EXCLUDED.reasons,
      definition_digest = EXCLUDED.definition_digest,
      kept_at = EXCLUDED.kept_at
    WHERE versions.state = 'draft'`
}

/** Retires the published version of a policy. */
export function retirePublished(policy_id: string, at: Instant): Sql {
  return sql`
    UPDATE policies.versions
    SET state = 'retired', retired_at = ${at}
    WHERE policy_id = ${policy_id}
      AND state = 'published'`
}

/** Publishes a draft. */
export function publishDraft(policy_id: string, version: string, at: Instant): Sql {
  return sql`
    UPDATE policies.versions
    SET state = 'published', published_at = ${at}
    WHERE policy_id = ${policy_id}
      AND version = ${version}
      AND state = 'draft'`
}
