import { rmSync } from 'node:fs'
import { basename } from 'node:path'
import { Type } from 'typebox'
import type { Actor } from '#access'
import { type Json, type Month, monthText, oneOf, readerOf } from '#kernel'
import {
  type BatchReport,
  type HeldSnapshot,
  heldSnapshot,
  listHeld,
  markRejected,
  markReleased,
  refuseDelivery,
} from '#sources'
import { actingAs, NamedActor, whoInLog } from './acting.ts'
import { nameOf } from './batch-report.ts'
import { recordEntry } from './bulk.ts'
import { command_line, decisions } from './doubts.ts'
import { loadOne } from './ingest.ts'
import type { Office } from './office.ts'

const readRelease = readerOf(Type.Object({ batch_id: Type.Integer() }, { additionalProperties: false }))
const readDecision = readerOf(
  Type.Object(
    {
      actor: Type.Optional(NamedActor),
      batch_id: Type.Integer(),
      decision: oneOf(decisions),
      note: Type.String({ minLength: 1, maxLength: 2000 }),
    },
    { additionalProperties: false },
  ),
)

/**
 * Lets in a full snapshot that was held, known from now on: until a person let it in, nothing of it was known. Refuses
 * with `snapshot_unknown` what does not wait.
 */
export async function snapshotRelease(office: Office, args: unknown): Promise<Json> {
  const { batch_id } = readRelease(args, 'snapshot release')
  return { batches: [await release(office, await waiting(office, batch_id))] } as unknown as Json // a report
}

/** The snapshots that wait for a person. */
export async function snapshotsHeld({ warehouse }: Office): Promise<Json> {
  return (await listHeld(warehouse)) as unknown as Json // rows of texts and numbers
}

/** The snapshots that wait, as an operator sees them. */
export async function snapshotsPage({ warehouse, definitions }: Office): Promise<Json> {
  const held = await listHeld(warehouse)
  const rows = held.map(
    ({ path: _, source_id: _source, released_in: _released, file, reasons, ...rest }) => ({
      ...rest,
      ...{ file: basename(file), name: nameOf(definitions, rest.dataset) },
      reasons: reasons.map((reason) =>
        reason.code === 'smaller' && reason.month !== null
          ? { ...reason, month: monthText(reason.month as Month) } // of a month column
          : reason,
      ),
    }),
  )
  return rows as unknown as Json // JSON throughout
}

/** Lets a held snapshot in, or turns it down for good; who decided stands in the log. */
export async function snapshotDecide(office: Office, args: unknown): Promise<Json> {
  const { actor: name, batch_id, decision, note } = readDecision(args, 'snapshot decide')
  const actor = await actingAs(office, name, 'quarantine.replay')
  const held = await waiting(office, batch_id)
  await record(office, actor, held, decision)
  if (decision === 'release') {
    const { accepted, corrected, revoked } = await release(office, held)
    return { outcome: 'released', accepted, corrected, revoked }
  }
  const { warehouse, clock } = office
  await markRejected(warehouse, batch_id, { by: actor?.id ?? command_line, at: clock(), note })
  await forgetCopy(office, held)
  return { outcome: 'rejected', accepted: 0, corrected: 0, revoked: 0 }
}

async function waiting({ warehouse }: Office, batch_id: number): Promise<HeldSnapshot> {
  const held = await heldSnapshot(warehouse, batch_id)
  if (held === null || held.released_in !== null || held.rejected_at !== null)
    throw refuseDelivery('snapshot_unknown', { batch_id })
  return held
}

async function release(office: Office, held: HeldSnapshot): Promise<BatchReport> {
  const { warehouse, definitions, clock } = office
  const { batch_id } = held
  const dataset = definitions.datasets.find(({ id }) => id === held.dataset)
  if (dataset === undefined) throw refuseDelivery('snapshot_unknown', { batch_id })
  const source = definitions.sources.find(({ id }) => id === held.source_id)
  const report = await loadOne(
    office,
    {
      ...{ file: held.file, path: held.path, dataset, source, known_at: clock(), rows: undefined },
      ...{ complete: true, backfill: false, is_snapshot: true },
    },
    true,
  )
  await markReleased(warehouse, batch_id, report.batch_id)
  await forgetCopy(office, held)
  return report
}

// The same file may wait twice.
async function forgetCopy({ warehouse }: Office, { path }: HeldSnapshot): Promise<void> {
  const still = await listHeld(warehouse)
  if (!still.some((other) => other.path === path)) rmSync(path, { force: true })
}

function record(
  office: Office,
  actor: Actor | null,
  { batch_id, dataset }: HeldSnapshot,
  decision: string,
): Promise<void> {
  return recordEntry(office, {
    ...{ kind: 'act', act: `snapshot.${decision}`, object_id: String(batch_id) },
    ...{ datasets: [dataset], ...whoInLog(actor) },
  })
}
