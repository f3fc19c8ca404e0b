import type { RowDepartment } from '../row-department.ts'
import { honours, platforms, subsidies, tags } from './honours.ts'
import { patents } from './patents.ts'
import { loansOnIp, marksAndWorks, valuations } from './rights.ts'

/** What a firm invents, and what it is honoured and paid for. */
export const innovation_departments: readonly RowDepartment[] = [
  patents,
  loansOnIp,
  marksAndWorks,
  tags,
  honours,
  platforms,
  subsidies,
  valuations,
]
