import { type Sql, sql } from '#sql'
import type { NewPrice, NewQuota } from './price.ts'

export function upsertQuota({ institution_id, product_id, units_per_month }: NewQuota): Sql {
  return sql`
    INSERT INTO metering.quotas (institution_id, product_id, units_per_month)
    VALUES (${institution_id}, ${product_id}, ${units_per_month})
    ON CONFLICT (institution_id, product_id) DO UPDATE SET units_per_month = EXCLUDED.units_per_month`
}

export function upsertPrice({ institution_id, product_id, valid_from, price_cny }: NewPrice): Sql {
  return sql`
    INSERT INTO metering.prices (institution_id, product_id, valid_from, price_cny)
    VALUES (${institution_id}, ${product_id}, ${valid_from}, ${price_cny})
    ON CONFLICT (institution_id, product_id, valid_from) DO UPDATE SET price_cny = EXCLUDED.price_cny`
}
