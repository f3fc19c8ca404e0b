import { type Sql, sql } from '#sql'
import type { NewNotice } from './notice.ts'

export function insertNotices(addressees: readonly string[], notice: NewNotice): Sql {
  const { event, consent_id, request_id, at } = notice
  return sql`
    INSERT INTO consent.notices (addressee, event, consent_id, request_id, at)
    SELECT addressee, ${event}, ${consent_id ?? null}, ${request_id ?? null}, CAST(${at} AS timestamptz)
    FROM unnest(CAST(${addressees} AS text[])) AS addressee`
}

export function noticesAfter(addressee: string, after_notice_id: number): Sql {
  return sql`
    SELECT notice_id, addressee, event, consent_id, request_id, at
    FROM consent.notices
    WHERE addressee = ${addressee} AND notice_id > ${after_notice_id}
    ORDER BY notice_id
    LIMIT 100`
}
