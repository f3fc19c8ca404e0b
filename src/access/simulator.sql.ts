import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { Owner } from './session.ts'

export interface NewScan {
  readonly scan_id: string
  readonly secret_hash: Uint8Array
  readonly uscc: string | null
  readonly expires_at: Instant
}

export function insertScan({ scan_id, secret_hash, uscc, expires_at }: NewScan): Sql {
  return sql`
    INSERT INTO access.scans (scan_id, secret_hash, uscc, expires_at)
    VALUES (${scan_id}, ${secret_hash}, ${uscc}, ${expires_at})`
}

export function theScan(scan_id: string, secret_hash: Uint8Array): Sql {
  return sql`
    SELECT owner, expires_at, taken
    FROM access.scans
    WHERE scan_id = ${scan_id} AND secret_hash = ${secret_hash}`
}

/** Takes a confirmed scan; no row where it was taken. */
export function takeTheScan(scan_id: string): Sql {
  return sql`UPDATE access.scans SET taken = true WHERE scan_id = ${scan_id} AND NOT taken`
}

/** Confirms a scan that still waits; `confirmed` is false where it waits for another firm's licence. */
export function confirmTheScan(scan_id: string, owner: Owner, at: Instant): Sql {
  return sql`
    UPDATE access.scans
    SET owner = CASE WHEN COALESCE(uscc, ${owner.uscc}) = ${owner.uscc} THEN CAST(${JSON.stringify(owner)} AS jsonb) END
    WHERE scan_id = ${scan_id} AND owner IS NULL AND expires_at > ${at}
    RETURNING owner IS NOT NULL AS confirmed`
}

/** Forgets the scans that are over. */
export function deleteScans(at: Instant): Sql {
  return sql`DELETE FROM access.scans WHERE expires_at <= ${at}`
}

/** Forgets the codes that are over. */
export function deleteCodes(at: Instant): Sql {
  return sql`DELETE FROM access.sms_codes WHERE expires_at <= ${at}`
}

export interface NewCode {
  readonly sms_id: string
  readonly code_hash: Uint8Array
  readonly owner: Owner
  readonly expires_at: Instant
}

export function insertCode({ sms_id, code_hash, owner, expires_at }: NewCode): Sql {
  return sql`
    INSERT INTO access.sms_codes (sms_id, code_hash, owner, expires_at)
    VALUES (${sms_id}, ${code_hash}, ${JSON.stringify(owner)}, ${expires_at})`
}

/** Counts a try before it is judged, so that guesses sent together count too. */
export function countTry(sms_id: string, at: Instant): Sql {
  return sql`
    UPDATE access.sms_codes
    SET tries = tries + 1
    WHERE sms_id = ${sms_id} AND expires_at > ${at} AND NOT taken
    RETURNING tries`
}

export function takeTheCode(sms_id: string, code_hash: Uint8Array): Sql {
  return sql`
    UPDATE access.sms_codes
    SET taken = true
    WHERE sms_id = ${sms_id} AND code_hash = ${code_hash} AND NOT taken
    RETURNING owner`
}
