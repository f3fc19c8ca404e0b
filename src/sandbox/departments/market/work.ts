import { cny } from '../../calendar.ts'
import { between, normal } from '../../chance.ts'
import { bustle, diceFor } from '../draws.ts'
import { ratio } from '../row-department.ts'
import type { CustomerSource } from './customers.ts'

/** Posts that a firm advertises. */
export const recruitment: CustomerSource = {
  ...{ dataset: 'com_recruitment', hour: '04:30' },
  columns: ['stat_month', 'posts_n', 'openings_n', 'avg_salary', 'cities_n', 'tech_ratio'],
  of: ({ form, no }) => form === 'company' && no % 2 === 0,
  cells: (firm, { text, at }) => {
    const wanted = firm.headcount * 0.04 * bustle(firm) + normal(diceFor(firm, 392, at))
    const posts = Math.max(0, Math.round(wanted))
    const tech = firm.trade.industry_class.startsWith('I') ? 0.7 : 0.1
    return [text, posts, posts * 2, cny(firm.pay_cents), 1, ratio(tech)]
  },
}

/** Seats of software that a firm rents. */
export const software: CustomerSource = {
  ...{ dataset: 'com_saas_usage', hour: '04:40' },
  columns: ['stat_month', 'seats_n', 'active_ratio', 'renewal'],
  of: ({ form, no }) => form === 'company' && no % 3 === 0,
  cells: (firm, { text }) => [
    ...[text, Math.max(1, Math.floor(firm.heads)), ratio(0.7 * bustle(firm)), firm.late_days !== null],
  ],
}

/** Vehicles of hauliers and builders. */
export const vehicles: CustomerSource = {
  ...{ dataset: 'com_vehicle', hour: '05:00' },
  columns: ['stat_month', 'vehicles_n', 'violations_n', 'insured_ratio'],
  of: ({ trade }) => /^[GE]/.test(trade.industry_class),
  cells: ({ heads, strain }, { text }) => [
    ...[text, Math.max(1, Math.floor(heads / 3)), strain > 1 ? 2 : 0, '1'],
  ],
}

/** What a firm does on our own pages. */
export const visits: CustomerSource = {
  ...{ dataset: 'plat_behaviour', hour: '05:20' },
  columns: [
    ...['stat_month', 'logins', 'consents_granted', 'queries_n', 'query_banks_n', 'preloan_query_banks_3m'],
    ...['preloan_queries_6m', 'applications_n', 'objections_n'],
  ],
  of: ({ no }) => no % 2 === 0,
  cells: (firm, { text, at }) => {
    // Who needs money asks around.
    const banks = Math.floor(Math.max(0, Math.min(8, firm.stress * 3)))
    const logins = between(diceFor(firm, 394, at), 0, 4) + banks
    return [text, logins, banks, banks, banks, banks, banks * 2, banks, 0]
  },
}
