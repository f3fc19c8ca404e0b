import { type Sql, sql } from '#sql'

/** Puts the sending of a delivery into the queue, in the transaction that keeps it. */
export function queueDelivery(delivery_id: string, max_attempts: number): Sql {
  return sql`
    SELECT graphile_worker.add_job('send_webhook', json_build_object('delivery_id', CAST(${delivery_id} AS text)),
      job_key => ${delivery_id}, max_attempts => CAST(${max_attempts} AS integer))`
}

/** Puts the taking of a delivery of the watched folder into the queue, unless it waits there already. */
export function queueArrival(name: string): Sql {
  return sql`
    SELECT graphile_worker.add_job('take_delivery', json_build_object('name', CAST(${name} AS text)),
      queue_name => 'arrivals', job_key => ${`arrival ${name}`}, job_key_mode => 'unsafe_dedupe')`
}

/** Puts the loading of a pushed file into the queue, in the transaction that says it is here whole. */
export function queuePush(delivery_id: string): Sql {
  return sql`
    SELECT graphile_worker.add_job('take_push', json_build_object('delivery_id', CAST(${delivery_id} AS text)),
      queue_name => 'arrivals', job_key => ${`push ${delivery_id}`})`
}
