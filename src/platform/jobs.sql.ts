import { type Sql, sql } from '#sql'

/** Puts the sending of a delivery into the queue, in the transaction that keeps it. */
export function queueDelivery(delivery_id: string, max_attempts: number): Sql {
  return sql`
    SELECT graphile_worker.add_job('send_webhook', json_build_object('delivery_id', CAST(${delivery_id} AS text)),
      job_key => ${delivery_id}, max_attempts => CAST(${max_attempts} AS integer))`
}
