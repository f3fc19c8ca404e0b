import { Type } from 'typebox'
import { type Json, readerOf } from '#kernel'
import { refuseDelivery } from '#sources'
import { endHolds, keepHold, lawAt, purge } from '#themes'
import { recordEntry } from './bulk.ts'
import type { Office } from './office.ts'

const readPurge = readerOf(
  Type.Object({ dry_run: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
)
const readHold = readerOf(
  Type.Object(
    {
      dataset: Type.String(),
      who: Type.String({ minLength: 1, maxLength: 200 }),
      note: Type.String({ maxLength: 2000 }),
    },
    { additionalProperties: false },
  ),
)
const readRelease = readerOf(Type.Object({ dataset: Type.String() }, { additionalProperties: false }))

/** Deletes what may be kept no longer, or counts it; that it was done stands in the log. */
export async function purgeAsk(office: Office, args: unknown): Promise<Json> {
  const { dry_run = false } = readPurge(args, 'purge')
  const { warehouse, definitions, clock } = office
  const law = await lawAt(warehouse, definitions.clocks, clock())
  const report = await purge(warehouse, definitions.datasets, law, dry_run)
  const datasets = [...new Set(report.purged.map(({ dataset }) => dataset))]
  if (!dry_run && datasets.length > 0) await recordEntry(office, { kind: 'act', act: 'purge', datasets })
  return report as unknown as Json // counts and texts
}

/** Keeps a dataset whole until the hold is released. */
export async function purgeHold(office: Office, args: unknown): Promise<Json> {
  const hold = readHold(args, 'purge hold')
  const { warehouse, definitions, clock } = office
  if (!definitions.datasets.some(({ id }) => id === hold.dataset))
    throw refuseDelivery('dataset_unknown', { dataset: hold.dataset })
  await keepHold(warehouse, { ...hold, at: clock() })
  return { ...hold }
}

/** Ends the legal holds of a dataset. */
export async function purgeRelease({ warehouse, clock }: Office, args: unknown): Promise<Json> {
  const { dataset } = readRelease(args, 'purge release')
  return { dataset, released: await endHolds(warehouse, dataset, clock()) }
}
