import type { RowDepartment } from '../row-department.ts'
import { crosswalk } from './crosswalk.ts'
import { lines, unpaid } from './lines.ts'
import { electricity, volumes } from './readings.ts'

/** Meters, who uses them, and what is owed on them. */
export const utility_departments: readonly RowDepartment[] = [
  crosswalk,
  electricity,
  volumes('ut_water_monthly', 'water', '01:10', [1.6, 410]),
  volumes('ut_gas_monthly', 'gas', '01:20', [9, 440]),
  unpaid,
  lines,
]
