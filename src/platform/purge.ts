import { Type } from 'typebox'
import { type Json, readerOf } from '#kernel'
import { refuseDelivery } from '#sources'
import { endHolds, keepHold, lawAt, purge } from '#themes'
import { actingAs, NamedActor, whoInLog } from './acting.ts'
import { recordEntry } from './bulk.ts'
import type { Office } from './office.ts'

const readPurge = readerOf(
  Type.Object(
    { dry_run: Type.Optional(Type.Boolean()), actor: Type.Optional(NamedActor) },
    { additionalProperties: false },
  ),
)
const readHold = readerOf(
  Type.Object(
    {
      dataset: Type.String(),
      who: Type.String({ minLength: 1, maxLength: 200 }),
      note: Type.String({ maxLength: 2000 }),
      actor: Type.Optional(NamedActor),
    },
    { additionalProperties: false },
  ),
)
const readRelease = readerOf(
  Type.Object({ dataset: Type.String(), actor: Type.Optional(NamedActor) }, { additionalProperties: false }),
)

/** Deletes what may be kept no longer, or counts it; that it was done stands in the log. */
export async function purgeAsk(office: Office, args: unknown): Promise<Json> {
  const { dry_run = false, actor: name } = readPurge(args, 'purge')
  const actor = await actingAs(office, name, 'data.purge')
  const { warehouse, definitions, clock } = office
  const law = await lawAt(warehouse, definitions.clocks, clock())
  const report = await purge(warehouse, definitions.datasets, law, dry_run)
  const datasets = [...new Set(report.purged.map(({ dataset }) => dataset))]
  if (!dry_run && datasets.length > 0)
    await recordEntry(office, { kind: 'act', act: 'purge', datasets, ...whoInLog(actor) })
  return report as unknown as Json // counts and texts
}

/** Keeps a dataset whole until the hold is released. */
export async function purgeHold(office: Office, args: unknown): Promise<Json> {
  const { actor: name, ...hold } = readHold(args, 'purge hold')
  const actor = await actingAs(office, name, 'data.purge')
  const { warehouse, definitions, clock } = office
  if (!definitions.datasets.some(({ id }) => id === hold.dataset))
    throw refuseDelivery('dataset_unknown', { dataset: hold.dataset })
  await recordEntry(office, { kind: 'act', act: 'purge.hold', datasets: [hold.dataset], ...whoInLog(actor) })
  await keepHold(warehouse, { ...hold, at: clock() })
  return { ...hold }
}

/** Ends the legal holds of a dataset. */
export async function purgeRelease(office: Office, args: unknown): Promise<Json> {
  const { dataset, actor: name } = readRelease(args, 'purge release')
  const actor = await actingAs(office, name, 'data.purge')
  const { warehouse, clock } = office
  await recordEntry(office, { kind: 'act', act: 'purge.release', datasets: [dataset], ...whoInLog(actor) })
  return { dataset, released: await endHolds(warehouse, dataset, clock()) }
}
