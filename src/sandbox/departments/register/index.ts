import type { RowDepartment } from '../row-department.ts'
import { changesTold, notices } from './changes.ts'
import { holders, investments } from './holders.ts'
import { permits } from './permits.ts'
import { keyPersons } from './persons.ts'
import { pledges } from './pledges.ts'
import { reports } from './reports.ts'
import { sureties } from './sureties.ts'

/** The register besides the firms themselves. */
export const register_departments: readonly RowDepartment[] = [
  holders,
  keyPersons,
  investments,
  sureties,
  changesTold('reg_change_log', '03:40'),
  changesTold('com_registry_feed', '03:50'),
  reports,
  permits,
  notices,
  pledges,
]
