import { type Day, dayOf, daysAfter, lastDayOf, type Month, monthAfter, msOf, startOf } from '#kernel'
import {
  type AcrossFinding,
  type BatchFindings,
  type DatasetDefinition,
  keepFindings,
  type LateFinding,
  openConflicts,
} from '#sources'
import type { Session } from '#warehouse'
import type { Intake } from '../fresh.sql.ts'
import type { LoadRequest } from '../load.ts'
import {
  type Across,
  compareAcross,
  completenessOf,
  conflictCounts,
  freshMonths,
  inconsistentRows,
} from './findings.sql.ts'

const day_ms = 86_400_000

/**
 * Looks at a batch that has come in, as its dataset declares, and keeps what was found beside it, with a case for each
 * row of the temporary table `conflicts` where sources were compared.
 */
export async function keepQuality(
  session: Session,
  request: LoadRequest,
  intake: Intake,
  are_compared: boolean,
): Promise<void> {
  const { dataset, datasets = [], rules, complete, source } = request
  const { batch_id } = intake
  const conflicts = are_compared ? await conflictCounts(session) : { rows: 0, held: 0 }
  if (source !== undefined && conflicts.rows > 0)
    await openConflicts(session, { batch_id, dataset: dataset.id, source_id: source.id })
  const least = dataset.quality?.completeness?.value
  const findings: BatchFindings = {
    inconsistent: await inconsistentRows(session, dataset, batch_id),
    across: await acrossOf(session, acrossOn(dataset, datasets), { batch_id, dataset: dataset.id }),
    completeness:
      least === undefined || !complete ? [] : await completenessOf(session, dataset, rules, least),
    late: await lateOf(session, dataset, intake),
    conflicts,
  }
  await keepFindings(session, batch_id, findings)
}

/** What a dataset says that another says too, whichever of the two declares it. */
export function acrossOn(
  dataset: DatasetDefinition,
  datasets: readonly DatasetDefinition[],
): readonly Across[] {
  return datasets
    .flatMap((one) => (one.quality?.across ?? []).map((across) => ({ one, across })))
    .flatMap(({ one, across: { field, equals, dataset: id } }) =>
      datasets.filter((other) => other.id === id).map((other) => ({ one, field, other, equals })),
    )
    .filter(({ one, other }) => one.id === dataset.id || other.id === dataset.id)
}

async function acrossOf(
  session: Session,
  all: readonly Across[],
  batch: { readonly batch_id: number; readonly dataset: string },
): Promise<readonly AcrossFinding[]> {
  const findings: AcrossFinding[] = []
  for (const across of all) findings.push(await compareAcross(session, across, batch))
  return findings
}

async function lateOf(
  session: Session,
  dataset: DatasetDefinition,
  { known_at, backfill }: Intake,
): Promise<readonly LateFinding[]> {
  const lag = dataset.publication_lag?.value
  if (lag === undefined || backfill) return []
  const months = await freshMonths(session, dataset)
  return months.flatMap((month) => {
    const promised_on = promisedOn(month as Month, lag) // of a month column
    const late_days = daysFrom(promised_on, dayOf(known_at))
    return late_days > 0 ? [{ month, promised_on, late_days }] : []
  })
}

/** The day on which a month's rows are promised: so many months after it, on that day. */
function promisedOn(month: Month, lag: { readonly months: number; readonly day: number }): Day {
  return daysAfter(lastDayOf(monthAfter(month, lag.months - 1)), lag.day)
}

function daysFrom(from: Day, to: Day): number {
  return Math.round((msOf(startOf(to)) - msOf(startOf(from))) / day_ms)
}
