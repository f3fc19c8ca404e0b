import type { Sql } from '#sql'
import type { PlannedDataset } from '../plan/plan.ts'
import type { Frame, Reading } from './frame.ts'
import { eventScan } from './scan-events.ts'
import { monthScan } from './scan-months.ts'
import { stateScan } from './scan-states.ts'

/** One scan of a dataset: a row for each key of the spine that has a visible row, with all that the plan needs of it. */
export function scanSql(planned: PlannedDataset, frame: Frame, reading: Reading): Sql {
  const { mode } = reading
  switch (planned.dataset.kind) {
    case 'month':
      return monthScan(planned, frame, reading)
    case 'event':
      return eventScan(planned, frame, mode)
    case 'state':
      return stateScan(planned, frame, mode)
  }
}
