import type { RowDepartment } from '../row-department.ts'
import { toldOfCustomers } from './customers.ts'
import { insurances, news } from './events.ts'
import { feedback } from './feedback.ts'
import { acquiring, invoiceAgents, parcels, shops, suppliers } from './sales.ts'
import { recruitment, software, vehicles, visits } from './work.ts'

/** What commercial sources, banks and our own pages see of a firm. */
export const market_departments: readonly RowDepartment[] = [
  ...[acquiring, shops, parcels, recruitment, software, suppliers, vehicles, invoiceAgents, visits].map(
    toldOfCustomers,
  ),
  insurances,
  news,
  feedback,
]
