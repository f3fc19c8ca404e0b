import { sql } from '#sql'
import type { Session } from '#warehouse'

/** What a dataset's deliveries of late came to. */
export interface RecentIntake {
  readonly dataset: string
  readonly batches: number
  readonly rows_in: number
  readonly quarantined: number
}

/** The batches loaded after an instant, by dataset. */
export function intakeSince(session: Session, since: string): Promise<readonly RecentIntake[]> {
  return session.rows<RecentIntake>(sql`
    SELECT dataset_id AS dataset, count(*) AS batches, CAST(sum(rows_in) AS BIGINT) AS rows_in,
      CAST(sum(quarantined) AS BIGINT) AS quarantined
    FROM intake.batches
    WHERE loaded_at > CAST(${since} AS TIMESTAMP)
    GROUP BY dataset_id
    ORDER BY dataset_id`)
}
