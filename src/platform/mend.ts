import { Type } from 'typebox'
import { type Json, readerOf } from '#kernel'
import { quarantinedRow, refuseDelivery, type WaitingRow, waitingRows } from '#sources'
import { actingAs, NamedActor, whoInLog } from './acting.ts'
import { recordEntry } from './bulk.ts'
import type { Office } from './office.ts'
import { replayRows } from './replay.ts'
import { faultText, type Text } from './words.ts'

const readMend = readerOf(
  Type.Object(
    { actor: NamedActor, quarantine_id: Type.String(), column: Type.String(), value: Type.String() },
    { additionalProperties: false },
  ),
)
const readReplay = readerOf(
  Type.Object(
    { actor: NamedActor, dataset: Type.Optional(Type.String()), code: Type.Optional(Type.String()) },
    { additionalProperties: false },
  ),
)

/** What became of a mended row; where it still is at fault it waits anew, under another id. */
export type Mended =
  | { readonly outcome: 'accepted' }
  | {
      readonly outcome: 'quarantined'
      readonly quarantine_id: string
      readonly code: string
      readonly sentence: Text
    }

/** Mends one cell of a row in quarantine and plays the row again; who and which cell stand in the log, not the value. */
export async function quarantineMend(office: Office, args: unknown): Promise<Json> {
  const { actor: name, quarantine_id, column, value } = readMend(args, 'quarantine mend')
  const actor = await actingAs(office, name, 'quarantine.replay')
  const row = await mendable(office, quarantine_id, column)
  await recordEntry(office, {
    ...{ kind: 'act', act: 'quarantine.mend', object_id: quarantine_id },
    ...{ datasets: [row.dataset], fields: [column], ...whoInLog(actor) },
  })
  const { batch_id } = await replayRows(office, row.batch_id, [row.row_no], { [column]: value })
  const again = await quarantinedRow(office.warehouse, batch_id, 1)
  const mended: Mended =
    again === null
      ? { outcome: 'accepted' }
      : {
          ...{ outcome: 'quarantined', quarantine_id: idOf(again), code: again.reason },
          sentence: faultText(office.definitions.words, again.reason),
        }
  return mended
}

/** Plays all rows again that wait, of one dataset or of one fault where they are named. */
export async function quarantineReplayAll(office: Office, args: unknown): Promise<Json> {
  const { actor: name, dataset = null, code = null } = readReplay(args, 'quarantine replay')
  const actor = await actingAs(office, name, 'quarantine.replay')
  const batches = await waitingRows(office.warehouse, dataset, code)
  await recordEntry(office, {
    ...{ kind: 'act', act: 'quarantine.replay', ...whoInLog(actor) },
    ...(dataset === null ? {} : { datasets: [dataset] }),
    ...(code === null ? {} : { object_id: code }),
  })
  let [replayed, still] = [0, 0]
  for (const { batch_id, row_nos } of batches) {
    const { rows_in, quarantined } = await replayRows(office, batch_id, row_nos, {})
    replayed += rows_in
    still += quarantined
  }
  return { replayed, accepted: replayed - still, still }
}

/** How a row of quarantine is named. */
export function idOf({ batch_id, row_no }: Pick<WaitingRow, 'batch_id' | 'row_no'>): string {
  return `${batch_id}-${row_no}`
}

/** The row that an id names. Refuses with `quarantine_unknown` what names none. */
export function placeOf(quarantine_id: string): Pick<WaitingRow, 'batch_id' | 'row_no'> {
  const [, batch_id, row_no] = /^(\d{1,9})-(\d{1,15})$/.exec(quarantine_id) ?? []
  if (batch_id === undefined || row_no === undefined) {
    throw refuseDelivery('quarantine_unknown', { quarantine_id })
  }
  return { batch_id: Number(batch_id), row_no: Number(row_no) }
}

async function mendable({ warehouse }: Office, quarantine_id: string, column: string): Promise<WaitingRow> {
  const { batch_id, row_no } = placeOf(quarantine_id)
  const row = await quarantinedRow(warehouse, batch_id, row_no)
  if (row === null) throw refuseDelivery('quarantine_unknown', { quarantine_id })
  if (row.replayed_at !== null) throw refuseDelivery('quarantine_played', { quarantine_id })
  if (row.rejected_at !== null) throw refuseDelivery('quarantine_rejected', { quarantine_id })
  if (row.record === null) throw refuseDelivery('quarantine_held', { quarantine_id })
  const columns = Object.keys(row.record).filter((each) => each !== '')
  if (!columns.includes(column)) {
    throw refuseDelivery('quarantine_column', { quarantine_id, column, columns: columns.join(', ') })
  }
  return row
}
