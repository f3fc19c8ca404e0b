import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'

export function watermarkTable(): Sql {
  return sql`
    CREATE TABLE sources.watermarks (
      source_id text NOT NULL,
      dataset_id text NOT NULL,
      watermark text NOT NULL,
      moved_at timestamptz NOT NULL,
      PRIMARY KEY (source_id, dataset_id)
    )`
}

export function theWatermark(source_id: string, dataset_id: string): Sql {
  return sql`
    SELECT watermark FROM sources.watermarks WHERE source_id = ${source_id} AND dataset_id = ${dataset_id}`
}

export function moveWatermark(source_id: string, dataset_id: string, watermark: string, at: Instant): Sql {
  return sql`
    INSERT INTO sources.watermarks (source_id, dataset_id, watermark, moved_at)
    VALUES (${source_id}, ${dataset_id}, ${watermark}, ${at})
    ON CONFLICT (source_id, dataset_id) DO UPDATE
    SET watermark = excluded.watermark, moved_at = excluded.moved_at`
}
