import type { Day, Instant } from '#kernel'
import { empty, type Sql, sql } from '#sql'
import type { Channel, ConsentStatus, EndReason } from '../consent.ts'
import type { SignedConsent } from '../payload.ts'
import type { Disclosure, Grant } from './covers.ts'

const grant_columns: Sql = sql`consent_id, version, uscc, node_id, node_parent_id, parent_may_see, purpose, scopes,
  products, valid_from, valid_to, max_queries, queries_made, status`

export function grantsFor({ uscc, institution_id, ancestor_ids, consent_id }: Disclosure): Sql {
  const wanted =
    consent_id === undefined
      ? sql`uscc = ${uscc}
        AND (node_id = ANY (${ancestor_ids}) OR (parent_may_see AND node_parent_id = ${institution_id}))`
      : sql`consent_id = ${consent_id}`
  return sql`
    SELECT ${grant_columns}
    FROM consent.grants
    WHERE ${wanted}`
}

/**
 * Holds a grant as it was found, within a larger statement, as its expression `held`: a row where it is still of that
 * version. One whose queries are counted is held alone: two that shared it and then both counted would wait for each
 * other.
 */
export function grantHeld({ consent_id, version, max_queries }: Grant, count: boolean): Sql {
  return count && max_queries !== null
    ? sql`
    held AS (
      UPDATE consent.grants
      SET queries_made = queries_made + 1
      WHERE consent_id = ${consent_id} AND version = ${version} AND queries_made < max_queries
      RETURNING consent_id
    )`
    : sql`
    held AS (
      SELECT consent_id
      FROM consent.grants
      WHERE consent_id = ${consent_id} AND version = ${version}
      FOR SHARE
    )`
}

/** A grant as it is kept. */
export interface KeptGrant extends Grant {
  readonly loan_ref_hash: string | null
  readonly until_settlement: boolean
  readonly resumes_to: ConsentStatus | null
  readonly termination_requested_at: Instant | null
  readonly withdrawn_at: Instant | null
  readonly end_reason: EndReason | null
  readonly channel: Channel
  readonly signed: SignedConsent
  readonly received_at: Instant
}

const kept_columns: Sql = sql`${grant_columns}, loan_ref_hash, until_settlement, resumes_to, termination_requested_at,
  withdrawn_at, end_reason, channel, signed, received_at`

export function keptGrant(consent_id: string, lock: boolean): Sql {
  return sql`
    SELECT ${kept_columns}
    FROM consent.grants
    WHERE consent_id = ${consent_id}
    ${lock ? sql`FOR UPDATE` : empty}`
}

export function keptGrantsOf(uscc: string): Sql {
  return sql`
    SELECT ${kept_columns} FROM consent.grants WHERE uscc = ${uscc} ORDER BY received_at DESC, consent_id`
}

/** The grants that a loan holds, locked, with which its settlement ends. */
export function grantsOfLoan(loan_ref_hash: string, institution_ids: readonly string[]): Sql {
  return sql`
    SELECT ${kept_columns}
    FROM consent.grants
    WHERE loan_ref_hash = ${loan_ref_hash} AND until_settlement
      AND signed #>> '{payload,grantee,institution_id}' = ANY (${institution_ids})
      AND status IN ('granted', 'narrowed', 'paused', 'termination_requested')
    ORDER BY consent_id
    FOR UPDATE`
}

/** The grants whose last day is over and that nobody has ended, locked; those that another process holds are its own. */
export function grantsPast(on: Day): Sql {
  return sql`
    SELECT ${kept_columns}
    FROM consent.grants
    WHERE valid_to < ${on} AND status IN ('granted', 'narrowed', 'paused', 'termination_requested')
    ORDER BY consent_id
    LIMIT 1000
    FOR UPDATE SKIP LOCKED`
}

export function insertGrant(grant: KeptGrant): Sql {
  return sql`
    INSERT INTO consent.grants
      (consent_id, version, uscc, node_id, node_parent_id, parent_may_see, purpose, scopes, products, valid_from,
        valid_to, max_queries, loan_ref_hash, until_settlement, status, channel, signed, received_at)
    VALUES (${grant.consent_id}, ${grant.version}, ${grant.uscc}, ${grant.node_id}, ${grant.node_parent_id},
      ${grant.parent_may_see}, ${grant.purpose}, ${grant.scopes}, ${grant.products}, ${grant.valid_from},
      ${grant.valid_to}, ${grant.max_queries}, ${grant.loan_ref_hash}, ${grant.until_settlement}, ${grant.status},
      ${grant.channel}, ${JSON.stringify(grant.signed)}, ${grant.received_at})
    ON CONFLICT DO NOTHING`
}

export function updateGrant(grant: KeptGrant): Sql {
  return sql`
    UPDATE consent.grants
    SET version = ${grant.version}, scopes = ${grant.scopes}, products = ${grant.products},
      valid_to = ${grant.valid_to}, status = ${grant.status}, resumes_to = ${grant.resumes_to},
      termination_requested_at = ${grant.termination_requested_at}, withdrawn_at = ${grant.withdrawn_at},
      end_reason = ${grant.end_reason}
    WHERE consent_id = ${grant.consent_id}`
}

export function insertVersion(grant: KeptGrant, act: string, at: Instant): Sql {
  return sql`
    INSERT INTO consent.versions (consent_id, version, act, at, scopes, products, valid_to, status)
    VALUES (${grant.consent_id}, ${grant.version}, ${act}, ${at}, ${grant.scopes}, ${grant.products},
      ${grant.valid_to}, ${grant.status})`
}
