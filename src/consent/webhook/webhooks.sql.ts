import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { LockedSecret } from '#store'
import type { Delivery } from './delivery.ts'
import type { LockedWebhook } from './webhook.ts'

export function upsertWebhook({ institution_id, url, key_id, locked }: LockedWebhook, at: Instant): Sql {
  return sql`
    INSERT INTO consent.webhooks (institution_id, url, key_id, locked, made_at)
    VALUES (${institution_id}, ${url}, ${key_id}, ${locked}, ${at})
    ON CONFLICT (institution_id) DO UPDATE
    SET url = excluded.url, secret = NULL, key_id = excluded.key_id, locked = excluded.locked,
      made_at = excluded.made_at, gone_at = NULL`
}

/** The secrets of before they were locked, held until the transaction ends. */
export function openSecrets(): Sql {
  return sql`
    SELECT institution_id, secret
    FROM consent.webhooks
    WHERE secret IS NOT NULL
    ORDER BY institution_id
    FOR UPDATE`
}

export function lockSecret(institution_id: string, { key_id, locked }: LockedSecret): Sql {
  return sql`
    UPDATE consent.webhooks
    SET key_id = ${key_id}, locked = ${locked}, secret = NULL
    WHERE institution_id = ${institution_id}`
}

/** Writes the table anew, for an updated row's old version stays in its file. */
export function rewriteWebhooks(): Sql {
  return sql`VACUUM FULL consent.webhooks`
}

export function switchOff(institution_id: string, url: string, at: Instant): Sql {
  return sql`
    UPDATE consent.webhooks
    SET gone_at = ${at}
    WHERE institution_id = ${institution_id} AND url = ${url} AND gone_at IS NULL`
}

export function theWebhook(institution_id: string): Sql {
  return sql`
    SELECT institution_id, url, key_id, locked, gone_at
    FROM consent.webhooks
    WHERE institution_id = ${institution_id}`
}

/** Takes the notices that nobody has handed over yet, each once however many processes ask. */
export function takeNotices(at: Instant, at_most: number): Sql {
  return sql`
    WITH waiting AS (
      SELECT notice_id FROM consent.notices
      WHERE handed_at IS NULL
      ORDER BY notice_id
      LIMIT ${at_most}
      FOR UPDATE SKIP LOCKED
    ), taken AS (
      UPDATE consent.notices AS notice
      SET handed_at = ${at}
      FROM waiting
      WHERE notice.notice_id = waiting.notice_id
      RETURNING notice.notice_id, notice.addressee, notice.event, notice.consent_id, notice.request_id, notice.at
    )
    SELECT taken.notice_id, taken.addressee, taken.event, taken.at, taken.consent_id, asked.request_id,
      COALESCE(granted.uscc, asked.uscc) AS uscc, COALESCE(granted.status, asked.status) AS status,
      granted.version, page.webhook_url
    FROM taken
    LEFT JOIN consent.grants AS granted ON granted.consent_id = taken.consent_id
    LEFT JOIN LATERAL (
      SELECT request_id, uscc, status
      FROM consent.requests
      WHERE request_id = taken.request_id OR consent_id = taken.consent_id
      ORDER BY request_id
      LIMIT 1
    ) AS asked ON true
    LEFT JOIN LATERAL (
      SELECT webhook_url
      FROM consent.sessions
      WHERE request_id = asked.request_id AND webhook_url IS NOT NULL
      ORDER BY made_at DESC, session_id
      LIMIT 1
    ) AS page ON true
    ORDER BY taken.notice_id`
}

export function insertDelivery(delivery: Delivery): Sql {
  const { delivery_id, notice_id, institution_id, url, body, made_at } = delivery
  return sql`
    INSERT INTO consent.deliveries (delivery_id, notice_id, institution_id, url, body, status, made_at)
    VALUES (${delivery_id}, ${notice_id}, ${institution_id}, ${url}, ${body}, 'waiting', ${made_at})`
}

const columns: Sql = sql`delivery_id, notice_id, institution_id, url, body, status, attempts, last_problem, made_at,
  done_at`

export function theDelivery(delivery_id: string): Sql {
  return sql`SELECT ${columns} FROM consent.deliveries WHERE delivery_id = ${delivery_id}`
}

export function latestDeliveries(institution_id: string): Sql {
  return sql`
    SELECT ${columns}
    FROM consent.deliveries
    WHERE institution_id = ${institution_id}
    ORDER BY made_at DESC, notice_id DESC
    LIMIT 50`
}

export function tryDelivery(
  delivery_id: string,
  { status, last_problem }: Pick<Delivery, 'status' | 'last_problem'>,
  at: Instant,
): Sql {
  return sql`
    UPDATE consent.deliveries
    SET status = ${status}, attempts = attempts + 1, last_problem = ${last_problem},
      done_at = ${status === 'waiting' ? null : at}
    WHERE delivery_id = ${delivery_id}`
}
