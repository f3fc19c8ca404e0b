import type { RowDepartment } from '../row-department.ts'
import { arrears, violations } from './faults.ts'
import { payments } from './payments.ts'
import { registration } from './registration.ts'
import { annual, research, statements } from './yearly.ts'

/** The tax office besides declarations and ratings. */
export const tax_departments: readonly RowDepartment[] = [
  registration,
  payments,
  arrears,
  violations,
  annual,
  statements,
  research,
]
