import type { Sql } from '#sql'
import type { PlannedDataset } from '../plan/plan.ts'
import type { Frame, Reading } from './frame.ts'
import { monthScan } from './scan-months.ts'
import { rowsScan } from './scan-rows.ts'

/** One scan of a dataset: a row for each key of the spine that has a visible row, with all that the plan needs of it. */
export function scanSql(planned: PlannedDataset, frame: Frame, reading: Reading): Sql {
  return planned.dataset.kind === 'month'
    ? monthScan(planned, frame, reading)
    : rowsScan(planned, frame, reading.mode)
}
