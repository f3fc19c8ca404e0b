import type { Day } from '#kernel'
import type { Tx } from '#store'
import { upsertPrice, upsertQuota } from './prices.sql.ts'

/** Units that a node and all below it may use in a month, of one product or of every one. */
export interface NewQuota {
  readonly institution_id: string
  readonly product_id: string | '*'
  readonly units_per_month: number
}

/** The price of a unit for a node and all below it that have no nearer one, from a day on. */
export interface NewPrice {
  readonly institution_id: string
  readonly product_id: string
  readonly valid_from: Day
  readonly price_cny: string
}

/** Sets a quota; what was used before it was set is not counted. */
export async function setQuota(tx: Tx, quota: NewQuota): Promise<void> {
  await tx.run(upsertQuota(quota))
}

/** Sets a price from a day on. */
export async function setPrice(tx: Tx, price: NewPrice): Promise<void> {
  await tx.run(upsertPrice(price))
}
