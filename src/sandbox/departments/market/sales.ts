import { cny } from '../../calendar.ts'
import { hashOf } from '../draws.ts'
import { ratio } from '../row-department.ts'
import type { CustomerSource } from './customers.ts'

/** Payments by card and code that a shop takes. */
export const acquiring: CustomerSource = {
  ...{ dataset: 'com_acquiring_flow', hour: '04:00' },
  columns: ['stat_month', 'txn_n', 'amt', 'active_days', 'refund_ratio', 'night_ratio'],
  of: ({ trade }) => /^[HFO]/.test(trade.industry_class),
  cells: ({ sales_cents, strain, trade }, { text }) => [
    ...[text, Math.floor(sales_cents / 6_000), cny(sales_cents * 0.6), sales_cents === 0 ? 0 : 28],
    ...[ratio(0.01 + 0.01 * strain), ratio(trade.industry_class.startsWith('H') ? 0.2 : 0.05)],
  ],
}

/** What a firm sells on platforms. */
export const shops: CustomerSource = {
  ...{ dataset: 'com_ecommerce', hour: '04:10' },
  columns: ['shop_hash', 'stat_month', 'gmv', 'orders_n', 'refund_ratio', 'rating', 'platform_type'],
  of: ({ trade }) => /^(F5292|I6429)/.test(trade.industry_class),
  cells: ({ no, sales_cents, strain, trade }, { text }) => [
    ...[hashOf(391, no), text, cny(sales_cents * 0.8), Math.floor(sales_cents / 15_000)],
    ...[ratio(0.04 + 0.04 * strain), Math.max(1, Math.min(5, 4.7 - 0.2 * strain)).toFixed(1)],
    trade.word === '网络科技' ? 'live' : 'marketplace',
  ],
}

/** Parcels that a firm sends. */
export const parcels: CustomerSource = {
  ...{ dataset: 'com_logistics', hour: '04:20' },
  columns: ['stat_month', 'parcels_n', 'shippers_n', 'regions_n'],
  of: ({ trade }) => /^[CFG]/.test(trade.industry_class),
  cells: ({ no, sales_cents }, { text }) => [
    ...[text, Math.floor(sales_cents / 40_000), 1 + (no % 7), 3 + (no % 25)],
  ],
}

/** What a core firm owes a supplier. */
export const suppliers: CustomerSource = {
  ...{ dataset: 'com_supply_chain', hour: '04:50' },
  columns: ['core_hash', 'stat_month', 'payable_amt', 'days', 'dispute_ratio'],
  of: ({ trade, no }) => trade.industry_class.startsWith('C') && no % 3 === 0,
  cells: ({ no, sales_cents, strain }, { text }) => [
    ...[hashOf(393, no % 12), text, cny(sales_cents * 0.4), 60 + (no % 4) * 15, ratio(0.01 + 0.02 * strain)],
  ],
}

/** Invoices that an agent issues for a firm. */
export const invoiceAgents: CustomerSource = {
  ...{ dataset: 'com_invoice_agent', hour: '05:10' },
  columns: ['stat_month', 'issued_amt', 'red_ratio', 'top5_buyer_ratio'],
  of: ({ no }) => no % 4 === 1,
  cells: ({ no, sales_cents, strain }, { text }) => [
    ...[text, cny(sales_cents), ratio(0.006 + 0.03 * strain), ratio(0.45 + 0.05 * (no % 8))],
  ],
}
